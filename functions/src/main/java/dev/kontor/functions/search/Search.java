package dev.kontor.functions.search;

import dev.kontor.folders.Child;
import dev.kontor.functions.folders.ChildBody;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.functions.http.Rules;
import dev.kontor.functions.http.TextRules;
import dev.kontor.search.SearchFilter;
import java.util.List;

/// `GET /v1/search`: the user's files and folders whose name or description holds a text, the best
/// match first.
public final class Search extends Operation {

    private static final Rule<String> TYPE = TextRules.choice(List.of(Child.FILE, Child.FOLDER));

    @Override
    protected Action read(Request request) {
        var query = request.query();
        var filter = new SearchFilter(
                query.required("q", Rules.SEARCHED),
                query.optional("type", TYPE),
                query.optional("tagId", Rules.ID),
                query.optional("mimeType", Rules.MIME_TYPE),
                query.optional("inFolder", Rules.ID));
        var list = request.newestFirst(filter);
        return kontor ->
                kontor.search().find(list).map(page -> Response.ok(page.map(hit -> ChildBody.of(hit.child()))));
    }
}
