package dev.kontor.functions.shares;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;
import dev.kontor.shares.ShareFilter;
import dev.kontor.shares.Shares;

/// `GET /v1/shares`: the user's shares of what is not in the trash, all or of one file or folder.
public final class ListShares extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var query = request.query();
        var filter = new ShareFilter(query.optional("fileId", Rule.ID), query.optional("folderId", Rule.ID));
        var list = request.list(filter, Shares.SORTS);
        var origin = request.origin();
        return request.whenValid(() -> kontor.shares().list(list))
                .map(page -> Response.ok(page.map(share -> ShareBody.of(share, origin))));
    }
}
