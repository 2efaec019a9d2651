package dev.kontor.functions.uploads;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.PartRules;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `POST /v1/uploads/{uploadId}/complete`: puts the content together of its parts.
public final class CompleteUpload extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.pathId("uploadId");
        var etags = request.json().required("parts", PartRules.ETAGS);
        return kontor -> kontor.multipartUploads()
                .complete(request.userId(), id, etags)
                .flatMap(fileId -> kontor.files().get(request.userId(), fileId))
                .map(file -> Response.ok(file).withETag(file.updatedAt()));
    }
}
