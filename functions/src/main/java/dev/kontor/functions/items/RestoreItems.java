package dev.kontor.functions.items;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;

/// `POST /v1/items/restore`: brings files and folders back, and nothing else of their batches.
public final class RestoreItems extends Operation {

    @Override
    protected Action read(Request request) {
        var items = ItemsBody.read(request.json());
        return kontor -> kontor.trash().restore(request.userId(), items).map(ItemsBody::response);
    }
}
