package dev.kontor.functions.users;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `PUT /v1/users/{id}/tags`: replaces a user's tags. For admins.
public final class ReplaceUserTags extends Operation {

    public ReplaceUserTags() {
        super(Access.ADMIN);
    }

    @Override
    protected Action read(Request request) {
        var userId = request.path().required("id", Rules.USER_ID);
        var ifMatch = request.ifMatch();
        var tags = request.json().required("tags", Rules.USER_TAGS);
        return kontor -> kontor.users()
                .replaceTags(userId, tags, ifMatch)
                .map(user -> Response.ok(UserBody.of(user)).withETag(user.updatedAt()));
    }
}
