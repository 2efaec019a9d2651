package dev.kontor.functions.tags;

import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rule;
import dev.kontor.shared.Result;
import dev.kontor.tags.NewTag;

/// `POST /v1/tags`: makes a tag.
public final class CreateTag extends Operation {

    @Override
    protected Result<Response> answer(Request request) {
        var key = request.idempotencyKey();
        var body = request.json();
        var tag = new NewTag(body.required("name", Rule.NAME), body.optional("color", Rule.COLOR));
        return once(
                request,
                key,
                () -> kontor.tags().create(request.userId(), tag),
                created -> Response.created("/v1/tags/" + created.id(), created).withETag(created.updatedAt()));
    }
}
