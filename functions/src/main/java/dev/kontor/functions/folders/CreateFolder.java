package dev.kontor.functions.folders;

import dev.kontor.folders.Folder;
import dev.kontor.folders.NewFolder;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `POST /v1/folders`: makes a folder.
public final class CreateFolder extends Operation {

    @Override
    protected Action read(Request request) {
        var key = request.idempotencyKey();
        var body = request.json();
        var folder = new NewFolder(
                body.required("name", Rules.FOLDER_NAME),
                body.optional("parentFolderId", Rules.ID),
                body.optional("description", Rules.DESCRIPTION));
        var renames = request.renamesOnConflict();
        var user = request.userId();
        return once(request, key, kontor -> {
            var folders = kontor.folders();
            var created = renames ? folders.createRenaming(user, folder) : folders.create(user, folder);
            return created.map(CreateFolder::response);
        });
    }

    private static Response response(Folder created) {
        return Response.created("/v1/folders/" + created.id(), created).withETag(created.updatedAt());
    }
}
