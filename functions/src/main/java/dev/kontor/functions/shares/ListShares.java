package dev.kontor.functions.shares;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.shares.ShareFilter;
import dev.kontor.shares.Shares;

/// `GET /v1/shares`: the user's shares, all or those of one file or folder. Those of files and folders
/// in the trash are left out.
public final class ListShares extends Operation {

    @Override
    protected Action read(Request request) {
        var query = request.query();
        var filter = new ShareFilter(query.optional("fileId", Rules.ID), query.optional("folderId", Rules.ID));
        var list = request.list(filter, Shares.SORTS);
        var origin = request.origin();
        return kontor ->
                kontor.shares().list(list).map(page -> Response.ok(page.map(share -> ShareBody.of(share, origin))));
    }
}
