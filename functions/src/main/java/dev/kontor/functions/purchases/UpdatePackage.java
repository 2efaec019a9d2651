package dev.kontor.functions.purchases;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.purchases.PackagePatch;

/// `PATCH /v1/credits/packages/{id}`: changes a package for purchases from then on. For admins.
public final class UpdatePackage extends Operation {

    public UpdatePackage() {
        super(Access.ADMIN);
    }

    @Override
    protected Action read(Request request) {
        var id = request.id();
        var ifMatch = request.ifMatch();
        var body = request.mergePatch();
        var price = body.patchObject("price");
        var link = body.patchObject("paymentLink");
        var patch = new PackagePatch(
                body.change("name", Rules.PACKAGE_NAME),
                body.changeOrRemove("description", Rules.DESCRIPTION),
                body.change("credits", Rules.CREDITS),
                price.change("amount", Rules.PRICE),
                price.change("currency", Rules.CURRENCY),
                link.change("id", Rules.PAYMENT_LINK_ID),
                link.change("url", Rules.PAYMENT_LINK_URL),
                body.change("isActive", Rules.FLAG),
                body.change("sortOrder", Rules.SORT_ORDER));
        return kontor -> kontor.packages()
                .update(id, patch, ifMatch)
                .map(changed -> Response.ok(changed).withETag(changed.updatedAt()));
    }
}
