package dev.kontor.functions.files;

import dev.kontor.files.CreatedFile;
import dev.kontor.files.NewFile;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.ContentUpload;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.functions.http.UploadFields;
import dev.kontor.storage.ObjectStore;
import java.util.List;

/// `POST /v1/files`: makes a file and its version 1, whose content is to be uploaded.
public final class CreateFile extends Operation {

    @Override
    protected Action read(Request request) {
        var key = request.idempotencyKey();
        var body = request.json();
        var isMultipart = UploadFields.isMultipart(body);
        var file = new NewFile(
                body.required("name", Rules.NAME),
                body.required("mimeType", Rules.MIME_TYPE),
                body.required("size", UploadFields.size(isMultipart)),
                body.optional("parentFolderId", Rules.ID),
                body.optional("description", Rules.DESCRIPTION),
                UploadFields.checksum(body, isMultipart),
                body.optional("tagIds", Rules.IDS, List.of()),
                isMultipart);
        var renames = request.renamesOnConflict();
        var user = request.userId();
        return once(request, key, kontor -> {
            var files = kontor.files();
            var created = renames ? files.createRenaming(user, file) : files.create(user, file);
            return created.map(made -> response(made, kontor.storage()));
        });
    }

    private static Response response(CreatedFile created, ObjectStore storage) {
        var file = created.file();
        var upload = ContentUpload.of(storage, created.upload());
        return Response.created("/v1/files/" + file.id(), new CreatedFileBody(file))
                .withETag(file.updatedAt())
                .withUpload(file.id(), 1, upload);
    }
}
