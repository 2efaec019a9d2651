package dev.kontor.quotas;

import java.time.Instant;

/// The quota of a user, as admins see it.
///
/// @param updatedAt the epoch if the user has the default
public record UserQuota(Quota quota, Instant updatedAt) {}
