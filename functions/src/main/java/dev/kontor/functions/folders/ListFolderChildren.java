package dev.kontor.functions.folders;

import dev.kontor.folders.Child;
import dev.kontor.functions.http.Answer;
import dev.kontor.functions.http.Json;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// `GET /v1/folders/{id}/children`: what lies in a folder, its folders first.
public final class ListFolderChildren extends Operation {

    private static final Set<SortKey> SORTS =
            EnumSet.of(SortKey.CREATED_AT, SortKey.UPDATED_AT, SortKey.NAME);

    @Override
    protected Result<Answer> answer(Request request) {
        var list = request.list(request.folder(), SORTS);
        return request.whenValid(() -> kontor.folders().children(list))
                .map(page -> Answer.ok(page.map(ListFolderChildren::body)));
    }

    private static Map<String, @Nullable Object> body(Child child) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("type", child.group());
        body.putAll(Json.members((Record) child.item()));
        return body;
    }
}
