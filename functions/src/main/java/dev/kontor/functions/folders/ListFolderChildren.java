package dev.kontor.functions.folders;

import dev.kontor.folders.Folders;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.shared.Result;

/// `GET /v1/folders/{id}/children`: what lies in a folder, its folders first.
public final class ListFolderChildren extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var list = request.list(request.folder(), Folders.SORTS);
        return request.whenValid(() -> kontor.folders().children(list))
                .map(page -> Response.ok(page.map(ChildBody::of)));
    }
}
