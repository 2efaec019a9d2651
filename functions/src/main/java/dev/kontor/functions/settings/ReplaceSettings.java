package dev.kontor.functions.settings;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;

/// `PUT /v1/settings`: sets the user's own settings anew, and leaves those of apps.
public final class ReplaceSettings extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var ifMatch = request.ifMatch();
        var document = request.document(Limits.SETTINGS_BYTES_MAX);
        var user = request.userId();
        return request.whenValid(() -> kontor.settings().replace(user, null, document, ifMatch))
                .map(Documents::answer);
    }
}
