package dev.kontor.functions.exports;

import dev.kontor.functions.Kontor;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;

/// `POST /v1/me/exports`: begins an export of everything of the signed-in user.
public final class CreateExport extends Operation {

    @Override
    protected Action read(Request request) {
        var key = request.idempotencyKey();
        var begun = once(request, key, kontor -> begin(kontor, request.userId()));
        // The export is woken after its transaction, so that the woken function finds it. A repetition
        // wakes it if the first request did not get as far.
        return kontor -> begun.perform(kontor)
                .flatMap(response -> kontor.exports().wake(request.userId()).map(woken -> response));
    }

    private static Result<Response> begin(Kontor kontor, String userId) {
        return kontor.exports()
                .begin(userId)
                .map(export -> Response.accepted("/v1/me/exports/" + export.id(), ExportBody.of(export)));
    }
}
