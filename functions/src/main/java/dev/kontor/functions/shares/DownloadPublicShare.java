package dev.kontor.functions.shares;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;

/// `POST /v1/public/{token}/download`: a request that gets the content of a shared file, for anyone
/// who has the link; counted by the share.
public final class DownloadPublicShare extends Operation {

    public DownloadPublicShare() {
        super(Access.ANYONE);
    }

    @Override
    protected Result<Response> answer(Request request) {
        var token = request.path().required("token", Rule.TOKEN);
        var fileId = request.optionalJson().optional("fileId", Rule.ID);
        var password = request.password();
        return request.whenValid(() -> kontor.shares().download(token, password, fileId))
                .map(content -> Response.ok(
                        kontor.storage().download(content.storageKey(), content.fileName(), content.mimeType())));
    }
}
