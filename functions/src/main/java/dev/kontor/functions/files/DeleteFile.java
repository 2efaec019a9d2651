package dev.kontor.functions.files;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;

/// `DELETE /v1/files/{id}`: moves a file to the trash.
public final class DeleteFile extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        return request.whenValid(() -> kontor.files().delete(request.userId(), id, ifMatch))
                .map(done -> Response.noContent());
    }
}
