package dev.kontor.functions.settings;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `DELETE /v1/settings/apps/{appId}`: deletes the settings that an app keeps for the user.
public final class DeleteAppSettings extends Operation {

    @Override
    protected Action read(Request request) {
        var appId = request.path().required("appId", Rules.APP_ID);
        var ifMatch = request.ifMatch();
        var user = request.userId();
        return kontor -> kontor.settings().delete(user, appId, ifMatch).map(done -> Response.noContent());
    }
}
