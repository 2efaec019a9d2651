package dev.kontor.functions.credits;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;
import java.time.Instant;
import java.util.Objects;

/// `GET /v1/credits/balance`: what the user has.
public final class GetBalance extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        return request.whenValid(() -> kontor.credits().balance(request.userId()))
                .map(balance ->
                        Response.ok(balance).withETag(Objects.requireNonNullElse(balance.updatedAt(), Instant.EPOCH)));
    }
}
