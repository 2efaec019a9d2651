package dev.kontor.functions.shares;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `POST /v1/public/{token}/download`: the request that downloads a shared file, for anyone who
/// has the link. The share counts it.
public final class DownloadPublicShare extends Operation {

    public DownloadPublicShare() {
        super(Access.ANYONE);
    }

    @Override
    protected Action read(Request request) {
        var token = request.path().required("token", Rules.TOKEN);
        var body = request.optionalJson();
        var fileId = body.optional("fileId", Rules.ID);
        var password = body.password();
        return kontor -> kontor.shares()
                .download(token, password, fileId)
                .map(content -> Response.ok(kontor.storage()
                        .download(content.storageKey(), content.fileName(), content.mimeType(), content.end())));
    }
}
