package dev.kontor.functions.users;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.shared.Done;
import dev.kontor.shared.Result;
import dev.kontor.users.Users;

/// `DELETE /v1/users/{id}`: erases a user. For admins.
public final class DeleteUser extends Operation {

    public DeleteUser() {
        super(Access.ADMIN);
    }

    @Override
    protected Action read(Request request) {
        var userId = request.path().required("id", Rules.USER_ID);
        var isSelf = userId.equals(request.userId());
        return kontor -> erased(kontor.users(), userId, isSelf).map(done -> Response.noContent());
    }

    private static Result<Done> erased(Users users, String userId, boolean isSelf) {
        return isSelf ? users.eraseSelf(userId) : users.erase(userId);
    }
}
