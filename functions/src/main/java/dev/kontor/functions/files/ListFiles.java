package dev.kontor.functions.files;

import dev.kontor.files.FileFilter;
import dev.kontor.files.Files;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;

/// `GET /v1/files`: the user's files, filtered, sorted and paged.
public final class ListFiles extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var query = request.query();
        var filter = new FileFilter(
                request.inFolder(),
                query.optional("tagId", Rule.ID),
                query.optional("isFavorite", Rule.FLAG_TEXT),
                query.optional("mimeType", Rule.MIME_TYPE));
        var list = request.list(filter, Files.SORTS);
        return request.whenValid(() -> kontor.files().list(list)).map(Response::ok);
    }
}
