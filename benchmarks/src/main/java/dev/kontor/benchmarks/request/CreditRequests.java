package dev.kontor.benchmarks.request;

import dev.kontor.functions.stripe.StripeMessage;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// Requests of one user around holds and purchases, and the ids in their responses.
public final class CreditRequests {

    /// The one package that is sold, as SQL.
    public static final String PACKAGE = """
        insert into packages (id, name, credits, price_amount, currency, payment_link_id, payment_link_url)
        values ('b0060d00-0000-4000-8000-000000000000', '500 credits', 500, 499, 'eur', 'plink_500',
          'https://buy.stripe.com/500')
        """;

    /// Of the hold or purchase in a response.
    private static final Pattern ID =
            Pattern.compile("\\\\\"(?:hold|purchase)\\\\\":\\{\\\\\"id\\\\\":\\\\\"([0-9a-f-]{36})");

    private CreditRequests() {}

    public static String hold(String user) {
        return EventBuilder.of("HoldCredits", user)
                .key(UUID.randomUUID().toString())
                .body(Map.of("amount", 2, "description", "Thumbnails", "appId", "gallery", "expiresIn", 604_800))
                .json();
    }

    /// Settles half of a hold.
    public static String settlement(String user, UUID hold) {
        return EventBuilder.of("SettleHold", user)
                .id(hold)
                .body(Map.of("amount", 1))
                .json();
    }

    public static String purchase(String user) {
        return EventBuilder.of("CreatePurchase", user)
                .key(UUID.randomUUID().toString())
                .body(Map.of("packageId", "b0060d00-0000-4000-8000-000000000000"))
                .json();
    }

    /// Stripe tells that a purchase is paid.
    public static String payment(UUID purchase) {
        var told = StripeMessage.session(
                "checkout.session.completed",
                purchase.toString(),
                "pi_" + purchase.toString().replace("-", ""),
                "plink_500",
                "499 eur",
                "paid");
        return EventBuilder.ofStripe(told).json();
    }

    /// The id of the hold or purchase that a response is about.
    public static UUID id(String response) {
        var id = ID.matcher(response);
        if (!id.find()) {
            throw new IllegalStateException("no id in " + response);
        }
        return UUID.fromString(id.group(1));
    }
}
