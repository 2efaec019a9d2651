package dev.kontor.functions.items;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Rules;

/// `POST /v1/items/untag`: takes a tag off files.
public final class UntagItems extends Operation {

    @Override
    protected Action read(Request request) {
        var body = request.json();
        var items = ItemsBody.read(body);
        var tagId = body.required("tagId", Rules.ID);
        return kontor -> kontor.items().untag(request.userId(), items, tagId).map(ItemsBody::response);
    }
}
