package dev.kontor.functions.files;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `GET /v1/files/{id}`: one file with its tags.
public final class GetFile extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        return kontor -> kontor.files()
                .get(request.userId(), id)
                .map(file -> Response.ok(file).withETag(file.updatedAt()));
    }
}
