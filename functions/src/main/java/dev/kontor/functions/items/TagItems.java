package dev.kontor.functions.items;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Rules;

/// `POST /v1/items/tag`: puts a tag on files.
public final class TagItems extends Operation {

    @Override
    protected Action read(Request request) {
        var body = request.json();
        var items = ItemsBody.read(body);
        var tagId = body.required("tagId", Rules.ID);
        return kontor -> kontor.items().tag(request.userId(), items, tagId).map(ItemsBody::response);
    }
}
