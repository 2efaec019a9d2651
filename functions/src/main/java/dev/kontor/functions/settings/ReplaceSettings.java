package dev.kontor.functions.settings;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.shared.Limits;

/// `PUT /v1/settings`: replaces the user's own settings, and leaves those of apps.
public final class ReplaceSettings extends Operation {

    @Override
    protected Action read(Request request) {
        var ifMatch = request.ifMatch();
        var document = request.document(Limits.SETTINGS_BYTES_MAX);
        var user = request.userId();
        return kontor ->
                kontor.settings().replace(user, null, document, ifMatch).map(Documents::response);
    }
}
