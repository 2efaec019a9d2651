package dev.kontor.functions.items;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;

/// `POST /v1/items/trash`: moves files and folders to the trash, as one batch.
public final class TrashItems extends Operation {

    @Override
    protected Action read(Request request) {
        var items = ItemsBody.read(request.json());
        return kontor -> kontor.items().trash(request.userId(), items).map(ItemsBody::response);
    }
}
