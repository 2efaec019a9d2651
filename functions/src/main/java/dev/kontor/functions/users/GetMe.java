package dev.kontor.functions.users;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `GET /v1/me`: the signed-in user, with a summary of what they store.
public final class GetMe extends Operation {

    @Override
    protected Action read(Request request) {
        var caller = request.caller();
        return kontor -> kontor.credits()
                .upToDate(caller.userId(), () -> kontor.users().me(caller.userId(), caller.email(), caller.role()))
                .map(me -> Response.ok(me).withETagOfBody());
    }
}
