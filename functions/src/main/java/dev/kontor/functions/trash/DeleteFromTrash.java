package dev.kontor.functions.trash;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;

/// `DELETE /v1/trash/{id}`: deletes a file or folder for good, with what went with it.
public final class DeleteFromTrash extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        return request.whenValid(() -> kontor.trash().delete(request.userId(), id, ifMatch))
                .map(done -> Response.noContent());
    }
}
