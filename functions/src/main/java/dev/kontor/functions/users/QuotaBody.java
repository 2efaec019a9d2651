package dev.kontor.functions.users;

import dev.kontor.functions.http.Response;
import dev.kontor.quotas.UserQuota;

/// The response for a quota.
final class QuotaBody {

    private QuotaBody() {}

    /// With the time of the quota as its entity tag; the default has the epoch.
    static Response response(UserQuota found) {
        return Response.ok(found.quota()).withETag(found.updatedAt());
    }
}
