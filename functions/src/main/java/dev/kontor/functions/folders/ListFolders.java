package dev.kontor.functions.folders;

import dev.kontor.folders.FolderFilter;
import dev.kontor.functions.http.Answer;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;

import java.util.EnumSet;
import java.util.Set;

/// `GET /v1/folders`: the user's folders, filtered, sorted and paged.
public final class ListFolders extends Operation {

    private static final Set<SortKey> SORTS =
            EnumSet.of(SortKey.CREATED_AT, SortKey.UPDATED_AT, SortKey.NAME);

    @Override
    protected Result<Answer> answer(Request request) {
        var filter =
                new FolderFilter(
                        request.inFolder(), request.query().optional("isFavorite", Rule.FLAG_TEXT));
        var list = request.list(filter, SORTS);
        return request.whenValid(() -> kontor.folders().list(list)).map(Answer::ok);
    }
}
