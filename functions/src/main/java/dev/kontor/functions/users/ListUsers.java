package dev.kontor.functions.users;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.users.UserFilter;
import dev.kontor.users.Users;

/// `GET /v1/users`: all users, or those with a tag, sorted and paged. For admins.
public final class ListUsers extends Operation {

    public ListUsers() {
        super(Access.ADMIN);
    }

    @Override
    protected Action read(Request request) {
        var filter = new UserFilter(request.query().optional("tag", Rules.USER_TAG));
        var list = request.list(filter, Users.SORTS);
        return kontor -> kontor.users().list(list).map(page -> Response.ok(page.map(UserBody::of)));
    }
}
