package dev.kontor.functions.folders;

import dev.kontor.folders.NewFolder;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;

/// `POST /v1/folders`: makes a folder.
public final class CreateFolder extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var key = request.idempotencyKey();
        var body = request.json();
        var folder = new NewFolder(
                body.required("name", Rule.FOLDER_NAME),
                body.optional("parentFolderId", Rule.ID),
                body.optional("description", Rule.DESCRIPTION));
        var renames = request.renamesOnConflict();
        var user = request.userId();
        return once(
                request,
                key,
                () -> renames
                        ? kontor.folders().createRenaming(user, folder)
                        : kontor.folders().create(user, folder),
                created ->
                        Response.created("/v1/folders/" + created.id(), created).withETag(created.updatedAt()));
    }
}
