package dev.kontor.functions.users;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;

/// `PUT /v1/users/{id}/tags`: gives a user other tags. For admins.
public final class ReplaceUserTags extends Operation {

    public ReplaceUserTags() {
        super(Access.ADMIN);
    }

    @Override
    protected Result<Response> answer(Request request) {
        var userId = request.path().required("id", Rule.USER_ID);
        var ifMatch = request.ifMatch();
        var tags = request.json().required("tags", Rule.USER_TAGS);
        return request.whenValid(() -> kontor.users().replaceTags(userId, tags, ifMatch))
                .map(user -> Response.ok(UserBody.of(user)).withETag(user.updatedAt()));
    }
}
