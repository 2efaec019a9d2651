package dev.kontor.functions.credits;

import dev.kontor.credits.NewRefund;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;

/// `POST /v1/credits/refunds`: gives a usage back to whoever it was, or a part of it.
public final class RefundCredits extends Operation {

    public RefundCredits() {
        super(Access.ADMIN);
    }

    @Override
    protected Result<Response> answer(Request request) {
        var key = request.requiredIdempotencyKey();
        var body = request.json();
        var refund = new NewRefund(
                body.required("transactionId", Rule.ID),
                body.optional("amount", Rule.CREDITS),
                body.required("description", Rule.DESCRIPTION));
        return once(request, key, () -> kontor.credits().refund(refund), Entries::answer);
    }
}
