package dev.kontor.functions.files;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `GET /v1/files/{id}/download`: the request that downloads a file, or an older version of it.
public final class DownloadFile extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var version = request.query().optional("version", Rules.VERSION_NUMBER);
        return kontor -> kontor.versions()
                .content(request.userId(), id, version)
                .map(content -> kontor.storage()
                        .download(content.storageKey(), content.fileName(), content.mimeType(), content.end()))
                .map(Response::ok);
    }
}
