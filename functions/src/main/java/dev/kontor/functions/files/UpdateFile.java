package dev.kontor.functions.files;

import dev.kontor.files.FilePatch;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `PATCH /v1/files/{id}`: renames, moves, describes or marks a file.
public final class UpdateFile extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        var body = request.mergePatch();
        var patch = new FilePatch(
                body.change("name", Rules.NAME),
                body.changeOrRemove("description", Rules.DESCRIPTION),
                body.changeOrRemove("parentFolderId", Rules.ID),
                body.change("isFavorite", Rules.FLAG),
                body.change("isPublic", Rules.FLAG));
        return kontor -> kontor.files()
                .update(request.userId(), id, patch, ifMatch)
                .map(file -> Response.ok(file).withETag(file.updatedAt()));
    }
}
