package dev.kontor.functions.trash;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;

/// `DELETE /v1/trash`: deletes all of the user's trash for good.
public final class EmptyTrash extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        return request.whenValid(() -> kontor.trash().empty(request.userId())).map(done -> Response.noContent());
    }
}
