package dev.kontor.functions.shares;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `DELETE /v1/shares/{id}`: ends a share for good.
public final class DeleteShare extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        return kontor -> kontor.shares().delete(request.userId(), id, ifMatch).map(done -> Response.noContent());
    }
}
