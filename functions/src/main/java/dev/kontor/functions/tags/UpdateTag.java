package dev.kontor.functions.tags;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.tags.TagPatch;

/// `PATCH /v1/tags/{id}`: renames or recolours a tag.
public final class UpdateTag extends Operation {

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        var body = request.mergePatch();
        var patch = new TagPatch(body.change("name", Rules.TAG_NAME), body.changeOrRemove("color", Rules.COLOR));
        return kontor -> kontor.tags()
                .update(request.userId(), id, patch, ifMatch)
                .map(tag -> Response.ok(tag).withETag(tag.updatedAt()));
    }
}
