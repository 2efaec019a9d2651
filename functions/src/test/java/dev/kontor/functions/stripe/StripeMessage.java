package dev.kontor.functions.stripe;

import com.stripe.net.Webhook;
import dev.kontor.migrations.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Objects;

/// An event as Stripe's API documents it, and Stripe's signature of it, made by Stripe's own library.
///
/// @param text the body
public record StripeMessage(String text) {

    /// @param status `paid`, `unpaid` or `no_payment_required`
    public static StripeMessage session(
            String type, String reference, String payment, String link, String price, String status) {
        return of("session", type)
                .with("\"REFERENCE\"", json(reference))
                .with("\"PAYMENT\"", json(payment))
                .with("\"LINK\"", json(link))
                .priced(price)
                .with("STATUS", status);
    }

    /// @param refunded what all refunds so far add up to, such as `100 eur`
    public static StripeMessage charge(String type, String payment, String refunded) {
        return of("charge", type).with("\"PAYMENT\"", json(payment)).priced(refunded);
    }

    public static StripeMessage dispute(String type, String payment, String id, String price, String status) {
        return of("dispute", type)
                .with("\"PAYMENT\"", json(payment))
                .with("DISPUTE", id)
                .priced(price)
                .with("STATUS", status);
    }

    private static StripeMessage of(String kind, String type) {
        try (var file = StripeMessage.class.getResourceAsStream("/stripe/" + kind + ".json")) {
            var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return new StripeMessage(text.strip()).with("TYPE", type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(String text) {
        return text.equals("null") ? text : '"' + text + '"';
    }

    private StripeMessage priced(String price) {
        var parts = price.split(" ", 2);
        return with("AMOUNT", parts[0]).with("CURRENCY", parts[1]);
    }

    public StripeMessage with(String placeholder, String value) {
        return new StripeMessage(text.replace(placeholder, value));
    }

    /// The header `Stripe-Signature` of now, with the secret of tests.
    public String signature() {
        return signature(TestDatabase.STRIPE_SECRET, Instant.now().getEpochSecond());
    }

    public String signature(String secret, long time) {
        return "t=%d,v1=%s".formatted(time, hash(secret, time));
    }

    public String hash(String secret, long time) {
        try {
            return Webhook.Util.computeHmacSha256(secret, time + "." + text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
