package dev.kontor.functions.tags;

import dev.kontor.functions.http.Answer;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.tags.TagFilter;

import java.util.EnumSet;
import java.util.Set;

/// `GET /v1/tags`: the user's tags, sorted and paged.
public final class ListTags extends Operation {

    private static final Set<SortKey> SORTS =
            EnumSet.of(SortKey.CREATED_AT, SortKey.UPDATED_AT, SortKey.NAME);

    @Override
    protected Result<Answer> answer(Request request) {
        var list = request.list(new TagFilter(), SORTS);
        return request.whenValid(() -> kontor.tags().list(list)).map(Answer::ok);
    }
}
