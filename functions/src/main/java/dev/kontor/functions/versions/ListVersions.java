package dev.kontor.functions.versions;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.versions.VersionFilter;
import dev.kontor.versions.Versions;

/// `GET /v1/files/{id}/versions`: the versions of a file, paged.
public final class ListVersions extends Operation {

    @Override
    protected Action read(Request request) {
        var list = request.list(new VersionFilter(request.id()), Versions.SORTS);
        return kontor -> kontor.versions().list(list).map(page -> Response.ok(page.map(VersionBody::of)));
    }
}
