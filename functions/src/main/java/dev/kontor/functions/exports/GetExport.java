package dev.kontor.functions.exports;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `GET /v1/me/exports/{id}`: how far an export is, and its link once it is ready.
public final class GetExport extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.pathId("id");
        return kontor -> kontor.exports()
                .get(request.userId(), id)
                .map(export -> Response.ok(ExportBody.withLink(export, kontor.storage())));
    }
}
