package dev.kontor.functions.settings;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;

/// `DELETE /v1/settings/apps/{appId}`: removes what an app keeps for the user.
public final class DeleteAppSettings extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var appId = request.path().required("appId", Rule.APP_ID);
        var ifMatch = request.ifMatch();
        var user = request.userId();
        return request.whenValid(() -> kontor.settings().delete(user, appId, ifMatch))
                .map(done -> Response.noContent());
    }
}
