package dev.kontor.functions.folders;

import dev.kontor.folders.FolderFilter;
import dev.kontor.folders.Folders;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `GET /v1/folders`: the user's folders, filtered, sorted and paged.
public final class ListFolders extends Operation {

    @Override
    protected Action read(Request request) {
        var filter = new FolderFilter(request.inFolder(), request.query().optional("isFavorite", Rules.FLAG_TEXT));
        var list = request.list(filter, Folders.SORTS);
        return kontor -> kontor.folders().list(list).map(Response::ok);
    }
}
