package dev.kontor.functions.settings;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;

/// `GET /v1/settings`: the user's own settings.
public final class GetSettings extends Operation {

    @Override
    protected Action read(Request request) {
        var user = request.userId();
        return kontor -> kontor.settings().get(user, null).map(Documents::response);
    }
}
