package dev.kontor.functions.settings;

import dev.kontor.functions.http.Answer;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;

/// `GET /v1/settings/apps/{appId}`: what an app keeps for the user.
public final class GetAppSettings extends Operation {

    @Override
    protected Result<Answer> answer(Request request) {
        var appId = request.pathText("appId", Limits.APP_ID_CHARACTERS);
        var user = request.userId();
        return request.whenValid(() -> kontor.settings().get(user, appId))
                .map(settings -> Answer.ok(settings.document()).withETag(settings.updatedAt()));
    }
}
