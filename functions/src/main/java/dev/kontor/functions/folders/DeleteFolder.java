package dev.kontor.functions.folders;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;

/// `DELETE /v1/folders/{id}`: moves a folder and all below it to the trash, as one batch.
public final class DeleteFolder extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        return request.whenValid(() -> kontor.folders().delete(request.userId(), id, ifMatch))
                .map(done -> Response.noContent());
    }
}
