package dev.kontor.functions.credits;

import dev.kontor.credits.Balance;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import java.time.Instant;
import java.util.Objects;

/// `GET /v1/credits/balance`: the user's credits.
public final class GetBalance extends Operation {

    @Override
    protected Action read(Request request) {
        var userId = request.queriedUserId();
        return kontor -> kontor.credits().balance(userId).map(GetBalance::response);
    }

    private static Response response(Balance balance) {
        return Response.ok(balance).withETag(Objects.requireNonNullElse(balance.updatedAt(), Instant.EPOCH));
    }
}
