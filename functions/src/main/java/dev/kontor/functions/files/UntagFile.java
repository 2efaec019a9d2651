package dev.kontor.functions.files;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `DELETE /v1/files/{id}/tags/{tagId}`: takes a tag off a file.
public final class UntagFile extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var tagId = request.pathId("tagId");
        return kontor -> kontor.files().untag(request.userId(), id, tagId).map(done -> Response.noContent());
    }
}
