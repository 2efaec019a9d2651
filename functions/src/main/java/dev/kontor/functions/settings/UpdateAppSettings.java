package dev.kontor.functions.settings;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;

/// `PATCH /v1/settings/apps/{appId}`: changes some of what an app keeps for the user.
public final class UpdateAppSettings extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var appId = request.path().required("appId", Rule.APP_ID);
        var ifMatch = request.ifMatch();
        var patch = request.patchDocument(Limits.SETTINGS_BYTES_MAX);
        var user = request.userId();
        return request.whenValid(() -> kontor.settings().update(user, appId, patch, ifMatch))
                .map(Documents::answer);
    }
}
