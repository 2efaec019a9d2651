package dev.kontor.functions.versions;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
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
        var version = new NewVersion(
                body.required("size", Rules.FILE_SIZE),
                body.optional("checksum", Rules.CHECKSUM),
                body.optional("comment", Rules.DESCRIPTION));
        Action creation = kontor -> kontor.versions()
                .add(request.userId(), id, version)
                .map(added -> response(id, added, version, kontor.storage()));
        return once(request, key, creation);
    }

    private static Response response(UUID fileId, AddedVersion added, NewVersion given, ObjectStore storage) {
        var version = added.version();
        var upload = storage.upload(added.storageKey(), given.size(), added.mimeType(), given.checksum());
        return Response.created(new CreatedVersionBody(VersionBody.of(version)))
                .withETag(version.updatedAt())
                .withUpload(fileId, version.version(), upload);
    }
}
