package dev.kontor.functions.users;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `DELETE /v1/users/{id}`: erases a user. For admins.
public final class DeleteUser extends Operation {

    public DeleteUser() {
        super(Access.ADMIN);
    }

    @Override
    protected Action read(Request request) {
        var userId = request.path().required("id", Rules.USER_ID);
        return kontor -> kontor.users().erase(userId).map(done -> Response.noContent());
    }
}
