package dev.kontor.functions.users;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Rules;

/// `PUT /v1/users/{id}/quota`: gives a user a quota of their own. For admins.
public final class ReplaceUserQuota extends Operation {

    public ReplaceUserQuota() {
        super(Access.ADMIN);
    }

    @Override
    protected Action read(Request request) {
        var userId = request.path().required("id", Rules.USER_ID);
        var ifMatch = request.ifMatch();
        var bytes = request.json().required("bytes", Rules.QUOTA);
        return kontor -> kontor.quotas().replace(userId, bytes, ifMatch).map(QuotaBody::response);
    }
}
