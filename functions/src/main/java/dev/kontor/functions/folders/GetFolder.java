package dev.kontor.functions.folders;

import dev.kontor.folders.FolderWithPath;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.json.Json;
import dev.kontor.shared.Result;

/// `GET /v1/folders/{id}`: one folder with the path to it.
public final class GetFolder extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var id = request.id();
        return request.whenValid(() -> kontor.folders().get(request.userId(), id))
                .map(GetFolder::answer);
    }

    private static Response answer(FolderWithPath found) {
        var body = Json.members(found.folder());
        body.put("path", found.path());
        return Response.ok(body).withETag(found.folder().updatedAt());
    }
}
