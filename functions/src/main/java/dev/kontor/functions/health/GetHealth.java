package dev.kontor.functions.health;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;

/// `GET /v1/health`: whether the database answers, and with which schema.
public final class GetHealth extends Operation {

    public GetHealth() {
        super(Access.ANYONE);
    }

    @Override
    protected Result<Response> answer(Request request) {
        return request.whenValid(() -> kontor.health().status()).map(Response::ok);
    }
}
