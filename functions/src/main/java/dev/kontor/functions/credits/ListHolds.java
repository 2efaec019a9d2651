package dev.kontor.functions.credits;

import dev.kontor.credits.Credits;
import dev.kontor.credits.HoldFilter;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `GET /v1/credits/holds`: the user's holds, paged, by status.
public final class ListHolds extends Operation {

    @Override
    protected Action read(Request request) {
        var filter = new HoldFilter(request.query().optional("status", Rules.HOLD_STATUS));
        var userId = request.queriedUserId();
        var list = request.list(filter, Credits.SORTS).ofUser(userId);
        return kontor -> kontor.holds().list(list).map(Response::ok);
    }
}
