package dev.kontor.functions.settings;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;

/// `GET /v1/settings/apps/{appId}`: what an app keeps for the user.
public final class GetAppSettings extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var appId = request.path().required("appId", Rule.APP_ID);
        var user = request.userId();
        return request.whenValid(() -> kontor.settings().get(user, appId)).map(Documents::answer);
    }
}
