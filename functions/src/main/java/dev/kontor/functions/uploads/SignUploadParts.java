package dev.kontor.functions.uploads;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.PartRules;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `POST /v1/uploads/{uploadId}/parts`: signs the upload of parts, each for its length.
public final class SignUploadParts extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.pathId("uploadId");
        var numbers = request.json().required("partNumbers", PartRules.NUMBERS);
        return kontor -> kontor.multipartUploads()
                .sign(request.userId(), id, numbers)
                .map(SignedPartsBody::new)
                .map(Response::ok);
    }
}
