package dev.kontor.functions.tags;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.tags.TagFilter;
import dev.kontor.tags.Tags;

/// `GET /v1/tags`: the user's tags, sorted and paged.
public final class ListTags extends Operation {

    @Override
    protected Action read(Request request) {
        var list = request.list(new TagFilter(), Tags.SORTS);
        return kontor -> kontor.tags().list(list).map(Response::ok);
    }
}
