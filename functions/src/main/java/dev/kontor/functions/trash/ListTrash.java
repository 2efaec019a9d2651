package dev.kontor.functions.trash;

import dev.kontor.functions.folders.ChildBody;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.trash.TrashFilter;
import dev.kontor.trash.TrashItem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /v1/trash`: the items of the trash, the latest first. What was deleted with a folder is
/// not an item of its own.
public final class ListTrash extends Operation {

    @Override
    protected Action read(Request request) {
        var list = request.newestFirst(new TrashFilter());
        return kontor -> kontor.trash().list(list).map(page -> Response.ok(page.map(ListTrash::body)));
    }

    private static Map<String, @Nullable Object> body(TrashItem item) {
        var body = ChildBody.of(item.thing());
        body.put("deletedAt", item.deletedAt());
        return body;
    }
}
