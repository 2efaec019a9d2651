package dev.kontor.functions.purchases;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.json.Json;
import dev.kontor.purchases.CreditPackage;
import dev.kontor.purchases.PackageFilter;
import dev.kontor.shared.Page;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /v1/credits/packages`: what is sold, in its order. An admin also sees what is no longer sold,
/// and the payment links.
public final class ListPackages extends Operation {

    @Override
    protected Action read(Request request) {
        var isAdmin = request.caller().isAdmin();
        var list = request.inOrder(new PackageFilter(isAdmin));
        return kontor -> kontor.packages().list(list).map(page -> response(page, isAdmin));
    }

    private static Response response(Page<CreditPackage> page, boolean isAdmin) {
        return Response.ok(page.map(each -> body(each, isAdmin)));
    }

    private static Map<String, @Nullable Object> body(CreditPackage sold, boolean isAdmin) {
        var members = Json.members(sold);
        if (!isAdmin) {
            members.remove("paymentLink");
        }
        return members;
    }
}
