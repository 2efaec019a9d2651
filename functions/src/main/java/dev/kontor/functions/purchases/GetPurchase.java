package dev.kontor.functions.purchases;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `GET /v1/credits/purchases/{id}`: one purchase of the user's. An admin may name the user.
public final class GetPurchase extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var userId = request.askedUserId();
        return kontor -> kontor.purchases()
                .flatMap(purchases -> purchases.get(userId, id))
                .map(purchase -> Response.ok(purchase).withETag(purchase.updatedAt()));
    }
}
