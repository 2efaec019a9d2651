package dev.kontor.functions.settings;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.shared.Limits;

/// `PATCH /v1/settings`: changes some of the user's own settings.
public final class UpdateSettings extends Operation {

    @Override
    protected Action read(Request request) {
        var ifMatch = request.ifMatch();
        var patch = request.patchDocument(Limits.SETTINGS_BYTES_MAX);
        var user = request.userId();
        return kontor -> kontor.settings().update(user, null, patch, ifMatch).map(Documents::response);
    }
}
