package dev.kontor.functions.versions;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.versions.Version;

/// `POST /v1/files/{id}/versions/{version}/restore`: adds a version with the content of an
/// old one.
public final class RestoreVersion extends Operation {

    @Override
    protected Action read(Request request) {
        var key = request.idempotencyKey();
        var id = request.id();
        var version = request.path().required("version", Rules.VERSION_NUMBER);
        Action restoration = kontor ->
                kontor.versions().restore(request.userId(), id, version).map(RestoreVersion::response);
        return once(request, key, restoration);
    }

    private static Response response(Version restored) {
        return Response.ok(VersionBody.of(restored)).withETag(restored.updatedAt());
    }
}
