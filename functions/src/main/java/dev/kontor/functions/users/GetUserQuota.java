package dev.kontor.functions.users;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Rules;

/// `GET /v1/users/{id}/quota`: what a user may store, and what they do. For admins.
public final class GetUserQuota extends Operation {

    public GetUserQuota() {
        super(Access.ADMIN);
    }

    @Override
    protected Action read(Request request) {
        var userId = request.path().required("id", Rules.USER_ID);
        return kontor -> kontor.quotas().get(userId).map(QuotaBody::response);
    }
}
