package dev.kontor.functions.versions;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;
import dev.kontor.versions.AddedVersion;
import dev.kontor.versions.NewVersion;

/// `POST /v1/files/{id}/versions`: adds a version whose content is to be uploaded.
public final class AddVersion extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var key = request.idempotencyKey();
        var id = request.id();
        var body = request.json();
        var version = new NewVersion(
                body.required("size", Rule.FILE_SIZE),
                body.optional("checksum", Rule.CHECKSUM),
                body.optional("comment", Rule.DESCRIPTION));
        return once(
                request,
                key,
                () -> kontor.versions().add(request.userId(), id, version),
                added -> answer(added, version));
    }

    private Response answer(AddedVersion added, NewVersion version) {
        var upload = kontor.storage().upload(added.storageKey(), version.size(), added.mimeType(), version.checksum());
        return Response.created(new VersionUpload(VersionBody.of(added.version()), upload))
                .withETag(added.version().updatedAt());
    }
}
