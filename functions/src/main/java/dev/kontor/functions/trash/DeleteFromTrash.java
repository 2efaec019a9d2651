package dev.kontor.functions.trash;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `DELETE /v1/trash/{id}`: deletes an item for good, with everything that was deleted with it.
public final class DeleteFromTrash extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        return kontor -> kontor.trash().delete(request.userId(), id, ifMatch).map(done -> Response.noContent());
    }
}
