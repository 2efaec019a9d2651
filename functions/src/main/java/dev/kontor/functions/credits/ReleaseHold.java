package dev.kontor.functions.credits;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `POST /v1/credits/holds/{id}/release`: gives back all that is held.
public final class ReleaseHold extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var caller = HoldCallers.of(request);
        return kontor -> kontor.holds().release(caller, id).map(Response::ok);
    }
}
