package dev.kontor.functions.folders;

import dev.kontor.folders.FolderWithPath;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.json.Json;

/// `GET /v1/folders/{id}`: one folder with the path to it.
public final class GetFolder extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        return kontor -> kontor.folders().get(request.userId(), id).map(GetFolder::response);
    }

    private static Response response(FolderWithPath found) {
        var body = Json.members(found.folder());
        body.put("path", found.path());
        return Response.ok(body).withETag(found.folder().updatedAt());
    }
}
