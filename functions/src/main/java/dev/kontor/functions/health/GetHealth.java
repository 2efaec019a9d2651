package dev.kontor.functions.health;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `GET /v1/health`: whether the database answers, and with which schema.
public final class GetHealth extends Operation {

    public GetHealth() {
        super(Access.ANYONE);
    }

    @Override
    protected Action read(Request request) {
        return kontor -> kontor.health().status().map(Response::ok);
    }
}
