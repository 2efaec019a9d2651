package dev.kontor.functions.users;

import dev.kontor.functions.http.Response;
import dev.kontor.quotas.UserQuota;

/// The response for a quota.
final class QuotaBody {

    private QuotaBody() {}

    static Response response(UserQuota found) {
        return Response.ok(found.quota()).withETag(found.updatedAt());
    }
}
