package dev.kontor.functions.shares;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;
import dev.kontor.shares.NewShare;
import dev.kontor.shares.PasswordHash;
import dev.kontor.shares.Share;

/// `POST /v1/shares`: makes a link to a file or a folder of the user's.
public final class CreateShare extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var key = request.idempotencyKey();
        var body = request.json();
        body.exactlyOne("fileId", "folderId");
        var fileId = body.optional("fileId", Rule.ID);
        var folderId = body.optional("folderId", Rule.ID);
        var password = request.password();
        var expiresAt = body.optional("expiresAt", Rule.FUTURE);
        var maxDownloads = body.optional("maxDownloads", Rule.DOWNLOADS);
        return request.whenValid(() -> {
            // Before the transaction of a key begins: it takes a good part of a second.
            var hash = password == null ? null : PasswordHash.of(password);
            var share = new NewShare(fileId, folderId, hash, expiresAt, maxDownloads);
            return once(
                    request,
                    key,
                    () -> kontor.shares().create(request.userId(), share),
                    created -> answer(request, created));
        });
    }

    private static Response answer(Request request, Share created) {
        return Response.created("/v1/shares/" + created.id(), ShareBody.of(created, request.origin()))
                .withETag(created.updatedAt());
    }
}
