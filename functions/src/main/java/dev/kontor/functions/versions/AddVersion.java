package dev.kontor.functions.versions;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.ContentUpload;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.functions.http.UploadFields;
import dev.kontor.storage.ObjectStore;
import dev.kontor.versions.AddedVersion;
import dev.kontor.versions.NewVersion;
import java.util.UUID;

/// `POST /v1/files/{id}/versions`: adds a version whose content is to be uploaded.
public final class AddVersion extends Operation {

    @Override
    protected Action read(Request request) {
        var key = request.idempotencyKey();
        var id = request.id();
        var body = request.json();
        var isMultipart = UploadFields.isMultipart(body);
        var version = new NewVersion(
                body.required("size", UploadFields.size(isMultipart)),
                UploadFields.checksum(body, isMultipart),
                body.optional("comment", Rules.DESCRIPTION),
                isMultipart);
        Action creation = kontor -> kontor.versions()
                .add(request.userId(), id, version)
                .map(added -> response(id, added, kontor.storage()));
        return once(request, key, creation);
    }

    private static Response response(UUID fileId, AddedVersion added, ObjectStore storage) {
        var version = added.version();
        var upload = ContentUpload.of(storage, added.upload());
        return Response.created(new CreatedVersionBody(VersionBody.of(version)))
                .withETag(version.updatedAt())
                .withUpload(fileId, version.version(), upload);
    }
}
