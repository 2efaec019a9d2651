package dev.kontor.functions.purchases;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;

/// `DELETE /v1/credits/packages/{id}`: ends the sale of a package, which purchases still refer to. For
/// admins.
public final class DeletePackage extends Operation {

    public DeletePackage() {
        super(Access.ADMIN);
    }

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        return kontor -> kontor.packages().deactivate(id, ifMatch).map(done -> Response.noContent());
    }
}
