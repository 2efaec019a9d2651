package dev.kontor.functions.items;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Rules;

/// `POST /v1/items/move`: moves files and folders into one folder, or to the top level.
public final class MoveItems extends Operation {

    @Override
    protected Action read(Request request) {
        var body = request.json();
        var items = ItemsBody.read(body);
        var parentFolderId = body.optional("parentFolderId", Rules.ID);
        return kontor ->
                kontor.items().move(request.userId(), items, parentFolderId).map(ItemsBody::response);
    }
}
