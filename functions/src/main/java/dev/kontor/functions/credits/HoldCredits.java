package dev.kontor.functions.credits;

import dev.kontor.credits.NewHold;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Limits;

/// `POST /v1/credits/holds`: reserves credits for work whose price is known only afterwards.
public final class HoldCredits extends Operation {

    @Override
    protected Action read(Request request) {
        var key = request.requiredIdempotencyKey();
        var body = request.json();
        var userId = request.userId(body);
        var hold = new NewHold(
                request.userId(),
                body.required("amount", Rules.CREDITS),
                body.optional("appId", Rules.APP_ID),
                body.required("description", Rules.DESCRIPTION),
                body.optional("metadata", Rules.METADATA, JsonText.EMPTY_OBJECT),
                body.optional("expiresIn", Rules.HOLD_LIFETIME, Limits.HOLD_LIFETIME_DEFAULT));
        return once(request, key, kontor -> kontor.holds().create(userId, hold).map(Response::created));
    }
}
