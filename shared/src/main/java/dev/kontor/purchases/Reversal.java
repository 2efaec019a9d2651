package dev.kontor.purchases;

import dev.kontor.shared.JsonText;

/// Money of a payment that has gone back, as Stripe tells of it.
///
/// @param paymentId Stripe's id of the payment intent
/// @param refunded what all refunds so far add up to, in the currency's smallest unit
/// @param lostDisputes a JSON object: the amount of a lost dispute under its id
public record Reversal(String paymentId, long refunded, JsonText lostDisputes) {

    public static Reversal refund(String paymentId, long refunded) {
        return new Reversal(paymentId, refunded, JsonText.EMPTY_OBJECT);
    }

    /// @param disputeId letters, digits and underscores
    public static Reversal lostDispute(String paymentId, String disputeId, long amount) {
        return new Reversal(paymentId, 0, new JsonText("{\"%s\": %d}".formatted(disputeId, amount)));
    }
}
