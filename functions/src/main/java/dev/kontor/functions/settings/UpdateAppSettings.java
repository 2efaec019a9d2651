package dev.kontor.functions.settings;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Rules;
import dev.kontor.shared.Limits;

/// `PATCH /v1/settings/apps/{appId}`: changes some of the settings that an app keeps for the
/// user.
public final class UpdateAppSettings extends Operation {

    @Override
    protected Action read(Request request) {
        var appId = request.path().required("appId", Rules.APP_ID);
        var ifMatch = request.ifMatch();
        var patch = request.patchDocument(Limits.SETTINGS_BYTES_MAX);
        var user = request.userId();
        return kontor -> kontor.settings().update(user, appId, patch, ifMatch).map(Documents::response);
    }
}
