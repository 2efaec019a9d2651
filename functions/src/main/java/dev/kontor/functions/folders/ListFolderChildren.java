package dev.kontor.functions.folders;

import dev.kontor.folders.Folders;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `GET /v1/folders/{id}/children`: the content of a folder, its folders first.
public final class ListFolderChildren extends Operation {

    @Override
    protected Action read(Request request) {
        var list = request.list(request.folder(), Folders.SORTS);
        return kontor -> kontor.folders().children(list).map(page -> Response.ok(page.map(ChildBody::of)));
    }
}
