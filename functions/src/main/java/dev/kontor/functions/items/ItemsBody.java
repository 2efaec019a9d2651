package dev.kontor.functions.items;

import dev.kontor.functions.http.Fields;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.items.ItemId;
import dev.kontor.items.ItemList;
import dev.kontor.shared.Limits;
import java.util.Map;

/// What requests on many items have in common: the list in the body, and the response.
final class ItemsBody {

    private ItemsBody() {}

    static ItemList read(Fields body) {
        return new ItemList(body.requiredObjects(ItemList.FIELD, Limits.ITEMS_PER_REQUEST).stream()
                .map(item -> new ItemId(item.required("type", Rules.ITEM_TYPE), item.required("id", Rules.ID)))
                .toList());
    }

    /// @param count how many different items the list has
    static Response response(int count) {
        return Response.ok(Map.of("count", count));
    }
}
