package dev.kontor.purchases;

import org.jspecify.annotations.Nullable;

/// What became of something that Stripe told of a payment.
public enum PaymentOutcome {
    /// Credits were given or taken, as they were due.
    SETTLED,
    /// It was told before.
    ALREADY_SETTLED,
    /// No purchase is paid by it, at least none that is known yet.
    OF_NO_CONCERN,
    NO_PURCHASE("it has no reference to a purchase, or no payment intent"),
    OTHER_PRICE("amount or currency is not the purchase's"),
    OTHER_LINK("the payment link is not the purchase's"),
    PAID_BEFORE("the purchase was paid by another payment before");

    private final @Nullable String problem;

    PaymentOutcome() {
        this(null);
    }

    PaymentOutcome(@Nullable String problem) {
        this.problem = problem;
    }

    /// Why somebody was paid who has given nothing for it; null where all is well.
    public @Nullable String problem() {
        return problem;
    }
}
