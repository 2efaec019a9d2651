package dev.kontor.functions.files;

import dev.kontor.files.FileFilter;
import dev.kontor.files.Files;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `GET /v1/files`: the user's files, filtered, sorted and paged.
public final class ListFiles extends Operation {

    @Override
    protected Action read(Request request) {
        var query = request.query();
        var filter = new FileFilter(
                request.inFolder(),
                query.optional("tagId", Rules.ID),
                query.optional("isFavorite", Rules.FLAG_TEXT),
                query.optional("mimeType", Rules.MIME_TYPE));
        var list = request.list(filter, Files.SORTS);
        return kontor -> kontor.files().list(list).map(Response::ok);
    }
}
