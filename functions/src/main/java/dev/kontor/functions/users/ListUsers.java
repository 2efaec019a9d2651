package dev.kontor.functions.users;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;
import dev.kontor.users.UserFilter;
import dev.kontor.users.Users;

/// `GET /v1/users`: all users, or those with a tag, sorted and paged. For admins.
public final class ListUsers extends Operation {

    public ListUsers() {
        super(Access.ADMIN);
    }

    @Override
    protected Result<Response> answer(Request request) {
        var filter = new UserFilter(request.query().optional("tag", Rule.USER_TAG));
        var list = request.list(filter, Users.SORTS);
        return request.whenValid(() -> kontor.users().list(list)).map(page -> Response.ok(page.map(UserBody::of)));
    }
}
