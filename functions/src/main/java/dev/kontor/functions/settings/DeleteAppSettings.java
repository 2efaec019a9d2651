package dev.kontor.functions.settings;

import dev.kontor.functions.http.Answer;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;

/// `DELETE /v1/settings/apps/{appId}`: removes what an app keeps for the user.
public final class DeleteAppSettings extends Operation {

    @Override
    protected Result<Answer> answer(Request request) {
        var appId = request.pathText("appId", Limits.APP_ID_CHARACTERS);
        var ifMatch = request.ifMatch();
        var user = request.userId();
        return request.whenValid(() -> kontor.settings().delete(user, appId, ifMatch))
                .map(done -> Answer.noContent());
    }
}
