package dev.kontor.functions.tags;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `DELETE /v1/tags/{id}`: deletes a tag for good and takes it off every file.
public final class DeleteTag extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        return kontor -> kontor.tags().delete(request.userId(), id, ifMatch).map(done -> Response.noContent());
    }
}
