package dev.kontor.functions.trash;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `DELETE /v1/trash`: deletes all of the user's trash for good.
public final class EmptyTrash extends Operation {

    @Override
    protected Action read(Request request) {
        return kontor -> kontor.trash().empty(request.userId()).map(done -> Response.noContent());
    }
}
