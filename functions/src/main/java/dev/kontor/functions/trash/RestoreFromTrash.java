package dev.kontor.functions.trash;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;

/// `POST /v1/trash/{id}/restore`: brings a file or folder back with what went with it.
public final class RestoreFromTrash extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var id = request.id();
        return request.whenValid(() -> kontor.trash().restore(request.userId(), id))
                .map(child -> Response.ok(child.item()).withETag(child.updatedAt()));
    }
}
