package dev.kontor.functions.trash;

import dev.kontor.functions.folders.ChildBody;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;
import dev.kontor.trash.TrashFilter;
import dev.kontor.trash.TrashItem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /v1/trash`: what was itself deleted, the latest first.
public final class ListTrash extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var list = request.newestFirst(new TrashFilter());
        return request.whenValid(() -> kontor.trash().list(list)).map(page -> Response.ok(page.map(ListTrash::body)));
    }

    private static Map<String, @Nullable Object> body(TrashItem item) {
        var body = ChildBody.of(item.thing());
        body.put("deletedAt", item.deletedAt());
        return body;
    }
}
