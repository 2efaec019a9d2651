package dev.kontor.functions.uploads;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `GET /v1/uploads/{uploadId}`: what S3 has of an upload in parts.
public final class GetUpload extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.pathId("uploadId");
        return kontor ->
                kontor.multipartUploads().progress(request.userId(), id).map(Response::ok);
    }
}
