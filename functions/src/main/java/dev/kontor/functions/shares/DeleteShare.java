package dev.kontor.functions.shares;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;

/// `DELETE /v1/shares/{id}`: ends a share for good.
public final class DeleteShare extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        return request.whenValid(() -> kontor.shares().delete(request.userId(), id, ifMatch))
                .map(done -> Response.noContent());
    }
}
