package dev.kontor.functions.search;

import dev.kontor.folders.Child;
import dev.kontor.functions.folders.ChildBody;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.search.SearchFilter;
import dev.kontor.shared.Result;
import java.util.List;

/// `GET /v1/search`: the user's files and folders whose name or description holds a text, the best
/// first.
public final class Search extends Operation {

    private static final Rule<String> TYPE = Rule.choice(List.of(Child.FILE, Child.FOLDER));

    @Override
    protected Result<Response> answer(Request request) {
        var query = request.query();
        var filter = new SearchFilter(
                query.required("q", Rule.SEARCHED),
                query.optional("type", TYPE),
                query.optional("tagId", Rule.ID),
                query.optional("mimeType", Rule.MIME_TYPE),
                query.optional("inFolder", Rule.ID));
        var list = request.newestFirst(filter);
        return request.whenValid(() -> kontor.search().find(list))
                .map(page -> Response.ok(page.map(hit -> ChildBody.of(hit.child()))));
    }
}
