package dev.kontor.functions.versions;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;

/// `POST /v1/files/{id}/versions/{version}/restore`: makes an old content the newest version.
public final class RestoreVersion extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var key = request.idempotencyKey();
        var id = request.id();
        var version = request.path().required("version", Rule.VERSION_NUMBER);
        return once(
                request,
                key,
                () -> kontor.versions().restore(request.userId(), id, version),
                restored -> Response.ok(VersionBody.of(restored)).withETag(restored.updatedAt()));
    }
}
