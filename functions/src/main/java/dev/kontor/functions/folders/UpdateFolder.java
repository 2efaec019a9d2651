package dev.kontor.functions.folders;

import dev.kontor.folders.FolderPatch;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;

/// `PATCH /v1/folders/{id}`: renames, moves, describes or marks a folder.
public final class UpdateFolder extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        var body = request.mergePatch();
        var patch = new FolderPatch(
                body.change("name", Rule.FOLDER_NAME),
                body.changeOrRemove("description", Rule.DESCRIPTION),
                body.changeOrRemove("parentFolderId", Rule.ID),
                body.change("isFavorite", Rule.FLAG));
        return request.whenValid(() -> kontor.folders().update(request.userId(), id, patch, ifMatch))
                .map(folder -> Response.ok(folder).withETag(folder.updatedAt()));
    }
}
