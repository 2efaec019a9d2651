package dev.kontor.purchases;

import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A number of credits that is sold at a price.
///
/// @param paymentLink for admins alone: a user pays through the link of a purchase
/// @param isActive whether it is sold
/// @param sortOrder its place among the others, the lowest first
public record CreditPackage(
        UUID id,
        String name,
        @Nullable String description,
        long credits,
        Price price,
        PaymentLink paymentLink,
        boolean isActive,
        long sortOrder,
        Instant createdAt,
        Instant updatedAt)
        implements Listed {}
