package dev.kontor.functions.users;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;

/// `DELETE /v1/me`: erases the signed-in user, who confirms it with their own id.
public final class DeleteMe extends Operation {

    @Override
    protected Action read(Request request) {
        var userId = request.userId();
        request.json().required("confirm", Rules.confirmationBy(userId));
        return kontor -> kontor.users().eraseSelf(userId).map(done -> Response.noContent());
    }
}
