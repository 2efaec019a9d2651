package dev.kontor.credits;

import dev.kontor.shared.JsonText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A hold to make.
///
/// @param createdBy who asks for it: the user, or a service that works for the user
/// @param amount whole credits, above 0
/// @param lifetime the time until it expires
public record NewHold(
        String createdBy,
        long amount,
        @Nullable String appId,
        String description,
        JsonText metadata,
        Duration lifetime) {}
