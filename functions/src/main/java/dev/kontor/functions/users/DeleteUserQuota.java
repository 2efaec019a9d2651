package dev.kontor.functions.users;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `DELETE /v1/users/{id}/quota`: leaves a user with the default. For admins.
public final class DeleteUserQuota extends Operation {

    public DeleteUserQuota() {
        super(Access.ADMIN);
    }

    @Override
    protected Action read(Request request) {
        var userId = request.path().required("id", Rules.USER_ID);
        var ifMatch = request.ifMatch();
        return kontor -> kontor.quotas().delete(userId, ifMatch).map(done -> Response.noContent());
    }
}
