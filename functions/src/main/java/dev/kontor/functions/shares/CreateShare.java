package dev.kontor.functions.shares;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.shares.NewShare;
import dev.kontor.shares.PasswordHash;
import dev.kontor.shares.Share;

/// `POST /v1/shares`: makes a link to one of the user's files or folders.
public final class CreateShare extends Operation {

    @Override
    protected Action read(Request request) {
        var key = request.idempotencyKey();
        var body = request.json();
        body.exactlyOne("fileId", "folderId");
        var fileId = body.optional("fileId", Rules.ID);
        var folderId = body.optional("folderId", Rules.ID);
        var password = body.password();
        var expiresAt = body.optional("expiresAt", Rules.TIME);
        var maxDownloads = body.optional("maxDownloads", Rules.DOWNLOADS);
        var origin = request.origin();
        return kontor -> {
            // Hashing takes a good part of a second, so it comes before the transaction of a key.
            var hash = password == null ? null : PasswordHash.of(password);
            var share = new NewShare(fileId, folderId, hash, expiresAt, maxDownloads);
            return once(request, key, creation(request.userId(), share, origin)).perform(kontor);
        };
    }

    private static Action creation(String user, NewShare share, String origin) {
        return inFuture(
                "expiresAt",
                share.expiresAt(),
                kontor -> kontor.shares().create(user, share).map(created -> response(created, origin)));
    }

    private static Response response(Share created, String origin) {
        return Response.created("/v1/shares/" + created.id(), ShareBody.of(created, origin))
                .withETag(created.updatedAt());
    }
}
