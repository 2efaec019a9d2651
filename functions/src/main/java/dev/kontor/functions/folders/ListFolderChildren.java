package dev.kontor.functions.folders;

import dev.kontor.folders.Child;
import dev.kontor.folders.Folders;
import dev.kontor.functions.http.Answer;
import dev.kontor.functions.http.Json;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.shared.Result;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// `GET /v1/folders/{id}/children`: what lies in a folder, its folders first.
public final class ListFolderChildren extends Operation {

    @Override
    protected Result<Answer> answer(Request request) {
        var list = request.list(request.folder(), Folders.SORTS);
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
