package dev.kontor.functions.users;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;

/// `GET /v1/me`: the signed-in user, with what they have.
public final class GetMe extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var caller = request.caller();
        return request.whenValid(() -> kontor.users().me(caller.userId(), caller.email(), caller.role()))
                .map(me -> Response.ok(me).withETagOfBody());
    }
}
