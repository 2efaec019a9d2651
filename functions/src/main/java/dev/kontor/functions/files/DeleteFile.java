package dev.kontor.functions.files;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `DELETE /v1/files/{id}`: moves a file to the trash.
public final class DeleteFile extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        return kontor -> kontor.files().delete(request.userId(), id, ifMatch).map(done -> Response.noContent());
    }
}
