package dev.kontor.functions.tags;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;
import dev.kontor.tags.TagFilter;
import dev.kontor.tags.Tags;

/// `GET /v1/tags`: the user's tags, sorted and paged.
public final class ListTags extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var list = request.list(new TagFilter(), Tags.SORTS);
        return request.whenValid(() -> kontor.tags().list(list)).map(Response::ok);
    }
}
