package dev.kontor.functions.items;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;

/// `POST /v1/items/unfavorite`: makes files and folders no favourites any more.
public final class UnfavoriteItems extends Operation {

    @Override
    protected Action read(Request request) {
        var items = ItemsBody.read(request.json());
        return kontor -> kontor.items().mark(request.userId(), items, false).map(ItemsBody::response);
    }
}
