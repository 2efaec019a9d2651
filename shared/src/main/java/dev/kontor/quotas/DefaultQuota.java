package dev.kontor.quotas;

import dev.kontor.shared.Environment;
import dev.kontor.shared.Limits;
import org.jspecify.annotations.Nullable;

/// The quota of every user to whom no admin gave one.
///
/// @param bytes null for no limit
public record DefaultQuota(@Nullable Long bytes) {

    public static final DefaultQuota NONE = new DefaultQuota(null);

    /// Reads `STORAGE_QUOTA_BYTES`. Without it, there is no limit.
    ///
    /// @throws IllegalStateException when it is malformed
    public static DefaultQuota from(Environment environment) {
        return environment
                .wholeNumber("STORAGE_QUOTA_BYTES", 0, Limits.QUOTA_BYTES_MAX)
                .map(DefaultQuota::new)
                .orElse(NONE);
    }
}
