package dev.kontor.functions.folders;

import dev.kontor.folders.FolderPatch;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `PATCH /v1/folders/{id}`: renames, moves, describes or marks a folder.
public final class UpdateFolder extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        var body = request.mergePatch();
        var patch = new FolderPatch(
                body.change("name", Rules.FOLDER_NAME),
                body.changeOrRemove("description", Rules.DESCRIPTION),
                body.changeOrRemove("parentFolderId", Rules.ID),
                body.change("isFavorite", Rules.FLAG));
        return kontor -> kontor.folders()
                .update(request.userId(), id, patch, ifMatch)
                .map(folder -> Response.ok(folder).withETag(folder.updatedAt()));
    }
}
