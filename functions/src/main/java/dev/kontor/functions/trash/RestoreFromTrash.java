package dev.kontor.functions.trash;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `POST /v1/trash/{id}/restore`: brings an item back, with everything that was deleted with it.
public final class RestoreFromTrash extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        return kontor -> kontor.trash()
                .restore(request.userId(), id)
                .map(child -> Response.ok(child.item()).withETag(child.updatedAt()));
    }
}
