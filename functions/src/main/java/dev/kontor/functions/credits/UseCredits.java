package dev.kontor.functions.credits;

import dev.kontor.credits.NewTransaction;
import dev.kontor.credits.TransactionType;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Rules;
import dev.kontor.shared.JsonText;

/// `POST /v1/credits/usage`: spends the user's credits, or for a service those of another.
public final class UseCredits extends Operation {

    @Override
    protected Action read(Request request) {
        var key = request.requiredIdempotencyKey();
        var body = request.json();
        var userId = request.userId(body);
        var usage = new NewTransaction(
                TransactionType.USAGE,
                -body.required("amount", Rules.CREDITS),
                body.optional("appId", Rules.APP_ID),
                body.required("description", Rules.DESCRIPTION),
                body.optional("metadata", Rules.METADATA, JsonText.EMPTY_OBJECT),
                body.optional("expectedVersion", Rules.VERSION));
        return once(request, key, kontor -> kontor.credits().add(userId, usage).map(Entries::response));
    }
}
