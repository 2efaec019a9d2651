package dev.kontor.functions.files;

import dev.kontor.files.FilePatch;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;

/// `PATCH /v1/files/{id}`: renames, moves, describes or marks a file.
public final class UpdateFile extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        var body = request.mergePatch();
        var patch = new FilePatch(
                body.change("name", Rule.NAME),
                body.changeOrRemove("description", Rule.DESCRIPTION),
                body.changeOrRemove("parentFolderId", Rule.ID),
                body.change("isFavorite", Rule.FLAG),
                body.change("isPublic", Rule.FLAG));
        return request.whenValid(() -> kontor.files().update(request.userId(), id, patch, ifMatch))
                .map(file -> Response.ok(file).withETag(file.updatedAt()));
    }
}
