package dev.kontor.functions.files;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `PUT /v1/files/{id}/tags/{tagId}`: puts a tag on a file.
public final class TagFile extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var tagId = request.pathId("tagId");
        return kontor -> kontor.files().tag(request.userId(), id, tagId).map(done -> Response.noContent());
    }
}
