package dev.kontor.functions.credits;

import dev.kontor.credits.NewRefund;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Rules;

/// `POST /v1/credits/refunds`: gives the credits of a usage back to its user, or a part of them.
public final class RefundCredits extends Operation {

    public RefundCredits() {
        super(Access.ADMIN);
    }

    @Override
    protected Action read(Request request) {
        var key = request.requiredIdempotencyKey();
        var body = request.json();
        var refund = new NewRefund(
                body.required("transactionId", Rules.ID),
                body.optional("amount", Rules.CREDITS),
                body.required("description", Rules.DESCRIPTION));
        return once(request, key, kontor -> kontor.credits().refund(refund).map(Entries::response));
    }
}
