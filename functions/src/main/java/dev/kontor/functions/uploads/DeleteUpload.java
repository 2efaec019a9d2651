package dev.kontor.functions.uploads;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `DELETE /v1/uploads/{uploadId}`: gives an upload in parts up.
public final class DeleteUpload extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.pathId("uploadId");
        return kontor -> kontor.multipartUploads().end(request.userId(), id).map(done -> Response.noContent());
    }
}
