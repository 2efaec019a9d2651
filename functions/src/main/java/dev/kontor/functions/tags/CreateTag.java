package dev.kontor.functions.tags;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.tags.NewTag;
import dev.kontor.tags.Tag;

/// `POST /v1/tags`: makes a tag.
public final class CreateTag extends Operation {

    @Override
    protected Action read(Request request) {
        var key = request.idempotencyKey();
        var body = request.json();
        var tag = new NewTag(body.required("name", Rules.TAG_NAME), body.optional("color", Rules.COLOR));
        Action creation = kontor -> kontor.tags().create(request.userId(), tag).map(CreateTag::response);
        return once(request, key, creation);
    }

    private static Response response(Tag created) {
        return Response.created("/v1/tags/" + created.id(), created).withETag(created.updatedAt());
    }
}
