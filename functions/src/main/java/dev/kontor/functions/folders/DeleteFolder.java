package dev.kontor.functions.folders;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `DELETE /v1/folders/{id}`: moves a folder and all below it to the trash, as one batch.
public final class DeleteFolder extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        return kontor -> kontor.folders().delete(request.userId(), id, ifMatch).map(done -> Response.noContent());
    }
}
