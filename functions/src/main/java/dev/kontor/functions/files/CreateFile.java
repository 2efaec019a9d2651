package dev.kontor.functions.files;

import dev.kontor.files.CreatedFile;
import dev.kontor.files.NewFile;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;
import java.util.List;

/// `POST /v1/files`: makes a file and its version 1, whose content is to be uploaded.
public final class CreateFile extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var key = request.idempotencyKey();
        var body = request.json();
        var file = new NewFile(
                body.required("name", Rule.NAME),
                body.required("mimeType", Rule.MIME_TYPE),
                body.required("size", Rule.FILE_SIZE),
                body.optional("parentFolderId", Rule.ID),
                body.optional("description", Rule.DESCRIPTION),
                body.optional("checksum", Rule.CHECKSUM),
                body.optional("tagIds", Rule.IDS, List.of()));
        var renames = request.renamesOnConflict();
        var user = request.userId();
        return once(
                request,
                key,
                () -> renames
                        ? kontor.files().createRenaming(user, file)
                        : kontor.files().create(user, file),
                created -> answer(created, file));
    }

    private Response answer(CreatedFile created, NewFile given) {
        var file = created.file();
        var upload = kontor.storage().upload(created.storageKey(), file.size(), file.mimeType(), given.checksum());
        return Response.created("/v1/files/" + file.id(), new FileUpload(file, upload))
                .withETag(file.updatedAt());
    }
}
