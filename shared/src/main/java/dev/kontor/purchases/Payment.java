package dev.kontor.purchases;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A payment that has arrived, as Stripe tells of it.
///
/// @param id Stripe's id of the payment intent; null where nothing had to be paid
/// @param purchaseId the reference that came with the payment link, which the user could change;
///   null without one, and for one that is no id
/// @param linkId Stripe's id of the payment link; null for a payment in another way
public record Payment(
        @Nullable String id,
        @Nullable UUID purchaseId,
        Price price,
        @Nullable String linkId) {}
