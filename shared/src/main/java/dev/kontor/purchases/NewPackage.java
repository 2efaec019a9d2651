package dev.kontor.purchases;

import org.jspecify.annotations.Nullable;

/// A package to create.
public record NewPackage(
        String name,
        @Nullable String description,
        long credits,
        Price price,
        PaymentLink paymentLink,
        boolean isActive,
        long sortOrder) {}
