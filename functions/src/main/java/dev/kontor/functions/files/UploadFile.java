package dev.kontor.functions.files;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.ContentUpload;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `POST /v1/files/{id}/upload`: a fresh request that uploads the content of the newest version, or
/// of another one, that has not arrived; or the upload in parts, which may go on.
public final class UploadFile extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var version = request.query().optional("version", Rules.VERSION_NUMBER);
        return kontor -> kontor.versions()
                .upload(request.userId(), id, version)
                .map(content -> ContentUpload.of(kontor.storage(), content))
                .map(Response::ok);
    }
}
