package dev.kontor.functions.credits;

import dev.kontor.credits.HoldCaller;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.TokenScope;

/// Who ends a hold.
final class HoldCallers {

    private HoldCallers() {}

    static HoldCaller of(Request request) {
        var caller = request.caller();
        return new HoldCaller(caller.userId(), caller.may(TokenScope.SPEND_CREDITS));
    }
}
