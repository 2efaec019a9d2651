package dev.kontor.functions.stripe;

import dev.kontor.functions.json.Json;
import dev.kontor.functions.json.Json.MalformedJsonException;
import dev.kontor.purchases.Payment;
import dev.kontor.purchases.Reversal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event of Stripe, and what it means for purchases. An event of no concern has neither payment nor
/// reversal.
///
/// @param id Stripe's, such as `evt_1NG8Du2eZvKYlo2CUI79vXWy`
public record StripeEvent(
        String id, @Nullable Payment payment, @Nullable Reversal reversal) {

    /// An event that lacks what is needed, or is none at all. The message completes "The event …" and
    /// holds nothing of its content.
    public static final class MalformedEventException extends Exception {
        private final @Nullable String eventId;

        MalformedEventException(@Nullable String message) {
            this(message, null);
        }

        private MalformedEventException(@Nullable String message, @Nullable String eventId) {
            super(message, null, false, false);
            this.eventId = eventId;
        }

        /// The event's id; null where that cannot be read either.
        public @Nullable String eventId() {
            return eventId;
        }
    }

    /// @param body a JSON object in UTF-8
    public static StripeEvent read(byte[] body) throws MalformedEventException {
        try {
            return of(new StripeObject(Json.readObject(body).orElseGet(Map::of)));
        } catch (MalformedJsonException e) {
            throw new MalformedEventException(e.getMessage());
        }
    }

    private static StripeEvent of(StripeObject event) throws MalformedEventException {
        var id = event.id("id");
        try {
            return of(id, event);
        } catch (MalformedEventException e) {
            throw new MalformedEventException(e.getMessage(), id);
        }
    }

    private static StripeEvent of(String id, StripeObject event) throws MalformedEventException {
        return switch (event.text("type")) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" ->
                new StripeEvent(id, payment(subject(event)), null);
            case "charge.refunded" -> new StripeEvent(id, null, refund(subject(event)));
            case "charge.dispute.closed" -> new StripeEvent(id, null, lostDispute(subject(event)));
            default -> new StripeEvent(id, null, null);
        };
    }

    private static StripeObject subject(StripeObject event) throws MalformedEventException {
        return event.object("data").object("object");
    }

    /// @param session a Checkout session, which is complete before a slow way of payment has paid
    private static @Nullable Payment payment(StripeObject session) throws MalformedEventException {
        var purchaseId = session.optionalUuid("client_reference_id");
        var linkId = session.optionalId("payment_link");
        // without an amount, it only saves a way to pay
        var isOfNoConcern = linkId == null && (purchaseId == null || !session.has("amount_total"));
        return isOfNoConcern || session.text("payment_status").equals("unpaid")
                ? null
                : new Payment(session.optionalId("payment_intent"), purchaseId, session.price("amount_total"), linkId);
    }

    /// @param charge that knows what all its refunds so far add up to
    private static @Nullable Reversal refund(StripeObject charge) throws MalformedEventException {
        var payment = charge.optionalId("payment_intent");
        return payment == null ? null : Reversal.refund(payment, charge.amount("amount_refunded"));
    }

    /// @param dispute that has ended
    private static @Nullable Reversal lostDispute(StripeObject dispute) throws MalformedEventException {
        var payment = dispute.optionalId("payment_intent");
        return payment == null || !dispute.text("status").equals("lost")
                ? null
                : Reversal.lostDispute(payment, dispute.id("id"), dispute.amount("amount"));
    }
}
