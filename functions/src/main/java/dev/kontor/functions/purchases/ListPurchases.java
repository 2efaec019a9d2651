package dev.kontor.functions.purchases;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.purchases.PurchaseFilter;

/// `GET /v1/credits/purchases`: the user's purchases, newest first. An admin may name the user.
public final class ListPurchases extends Operation {

    @Override
    protected Action read(Request request) {
        var list = request.newestFirst(new PurchaseFilter()).ofUser(request.askedUserId());
        return kontor ->
                kontor.purchases().flatMap(purchases -> purchases.list(list)).map(Response::ok);
    }
}
