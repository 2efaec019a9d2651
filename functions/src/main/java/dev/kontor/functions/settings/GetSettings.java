package dev.kontor.functions.settings;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;

/// `GET /v1/settings`: the user's own settings.
public final class GetSettings extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var user = request.userId();
        return request.whenValid(() -> kontor.settings().get(user, null)).map(Documents::answer);
    }
}
