package dev.kontor.functions.credits;

import dev.kontor.credits.NewTransaction;
import dev.kontor.credits.TransactionType;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Result;

/// `POST /v1/credits/usage`: spends credits of the user's own.
public final class UseCredits extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var key = request.requiredIdempotencyKey();
        var body = request.json();
        var usage = new NewTransaction(
                TransactionType.USAGE,
                -body.required("amount", Rule.CREDITS),
                body.optional("appId", Rule.APP_ID),
                body.required("description", Rule.DESCRIPTION),
                body.optional("metadata", Rule.METADATA, JsonText.EMPTY_OBJECT),
                body.optional("expectedVersion", Rule.VERSION));
        return once(request, key, () -> kontor.credits().add(request.userId(), usage), Entries::answer);
    }
}
