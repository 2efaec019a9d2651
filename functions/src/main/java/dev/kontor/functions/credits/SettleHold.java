package dev.kontor.functions.credits;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `POST /v1/credits/holds/{id}/settle`: takes what the work cost, and gives back the rest.
public final class SettleHold extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var body = request.optionalJson();
        var amount = body.optional("amount", Rules.CREDITS);
        var description = body.optional("description", Rules.DESCRIPTION);
        var caller = HoldCallers.of(request);
        return kontor -> kontor.holds().settle(caller, id, amount, description).map(Response::ok);
    }
}
