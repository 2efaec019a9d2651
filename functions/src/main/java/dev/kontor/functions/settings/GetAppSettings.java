package dev.kontor.functions.settings;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Rules;

/// `GET /v1/settings/apps/{appId}`: the settings that an app keeps for the user.
public final class GetAppSettings extends Operation {

    @Override
    protected Action read(Request request) {
        var appId = request.path().required("appId", Rules.APP_ID);
        var user = request.userId();
        return kontor -> kontor.settings().get(user, appId).map(Documents::response);
    }
}
