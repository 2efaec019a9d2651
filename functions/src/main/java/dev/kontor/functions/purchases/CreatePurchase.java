package dev.kontor.functions.purchases;

import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.purchases.BegunPurchase;
import dev.kontor.purchases.Purchase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// `POST /v1/credits/purchases`: begins to buy a package. The user pays at the package's payment link,
/// which carries a reference to the purchase.
public final class CreatePurchase extends Operation {

    /// The body of the response.
    public record Checkout(Purchase purchase, String checkoutUrl) {}

    @Override
    protected Action read(Request request) {
        var key = request.requiredIdempotencyKey();
        var packageId = request.json().required("packageId", Rules.ID);
        var email = Objects.requireNonNullElse(request.caller().email(), "");
        return once(
                request,
                key,
                kontor -> kontor.purchases()
                        .flatMap(purchases -> purchases.create(request.userId(), packageId))
                        .map(begun -> response(begun, email)));
    }

    private static Response response(BegunPurchase begun, String email) {
        var purchase = begun.purchase();
        return Response.created("/v1/credits/purchases/" + purchase.id(), new Checkout(purchase, url(begun, email)))
                .withETag(purchase.updatedAt());
    }

    private static String url(BegunPurchase begun, String email) {
        var link = begun.paymentUrl();
        var url = new StringBuilder(link)
                .append(link.indexOf('?') < 0 ? '?' : '&')
                .append("client_reference_id=")
                .append(begun.purchase().id());
        if (!email.isEmpty()) {
            url.append("&prefilled_email=")
                    .append(URLEncoder.encode(email, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return url.toString();
    }
}
