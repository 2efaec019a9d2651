package dev.kontor.credits;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user's credits came and went for.
///
/// @param items days in their order, or apps by their id
public record Summary<T extends Record>(List<T> items) {

    /// @param day in UTC, such as `2026-11-29`
    /// @param used credits of usages
    /// @param refunded credits of refunds
    /// @param granted credits of purchases, bonuses and adjustments upwards
    /// @param removed credits of adjustments downwards, and of grants that expired
    /// @param count the number of transactions
    public record OfDay(String day, long used, long refunded, long granted, long removed, long count) {}

    /// @param appId null for what is of no app
    /// @param used as in [OfDay], and so are the others
    public record OfApp(@Nullable String appId, long used, long refunded, long granted, long removed, long count) {}
}
