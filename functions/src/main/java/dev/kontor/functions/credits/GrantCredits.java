package dev.kontor.functions.credits;

import dev.kontor.credits.NewTransaction;
import dev.kontor.credits.TransactionType;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Result;

/// `POST /v1/credits/grants`: gives any user credits or, by an adjustment, takes some.
public final class GrantCredits extends Operation {

    public GrantCredits() {
        super(Access.ADMIN);
    }

    @Override
    protected Result<Response> answer(Request request) {
        var key = request.requiredIdempotencyKey();
        var body = request.json();
        var userId = body.required("userId", Rule.USER_ID);
        var type = body.required("type", Rule.GRANT_TYPE);
        var grant = new NewTransaction(
                type,
                body.required("amount", type == TransactionType.ADJUSTMENT ? Rule.ADJUSTMENT : Rule.CREDITS),
                null,
                body.required("description", Rule.DESCRIPTION),
                body.optional("metadata", Rule.METADATA, JsonText.EMPTY_OBJECT),
                body.optional("expectedVersion", Rule.VERSION));
        return once(request, key, () -> kontor.credits().add(userId, grant), Entries::answer);
    }
}
