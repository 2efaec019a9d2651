package dev.kontor.functions.credits;

import dev.kontor.credits.NewTransaction;
import dev.kontor.credits.TransactionType;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Rules;
import dev.kontor.shared.JsonText;

/// `POST /v1/credits/grants`: gives credits to any user or, by an adjustment, takes some. For admins.
public final class GrantCredits extends Operation {

    public GrantCredits() {
        super(Access.ADMIN);
    }

    @Override
    protected Action read(Request request) {
        var key = request.requiredIdempotencyKey();
        var body = request.json();
        var userId = body.required("userId", Rules.USER_ID);
        var type = body.required("type", Rules.GRANT_TYPE);
        var grant = new NewTransaction(
                type,
                body.required("amount", type == TransactionType.ADJUSTMENT ? Rules.ADJUSTMENT : Rules.CREDITS),
                null,
                body.required("description", Rules.DESCRIPTION),
                body.optional("metadata", Rules.METADATA, JsonText.EMPTY_OBJECT),
                body.optional("expectedVersion", Rules.VERSION),
                body.optional("expiresAt", Rules.TIME));
        if (body.isRight("amount") && grant.amount() < 0 && grant.expiresAt() != null) {
            body.refuse("expiresAt", "is for credits that are given");
        }
        Action action = kontor -> kontor.credits().add(userId, grant).map(Entries::response);
        return once(request, key, inFuture("expiresAt", grant.expiresAt(), action));
    }
}
