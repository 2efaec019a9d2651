package dev.kontor.users;

import dev.kontor.quotas.Quota;
import dev.kontor.shared.JsonText;
import org.jspecify.annotations.Nullable;

/// A user as they see themselves, and what they have at this moment.
///
/// @param tags a JSON array of texts
/// @param fileCount files that are not in the trash
/// @param bytesStored bytes of all content that has arrived, including files in the trash
public record Me(
        String userId,
        @Nullable String email,
        @Nullable String role,
        JsonText tags,
        long fileCount,
        long bytesStored,
        CurrentBalance balance,
        Quota quota) {

    /// @param amount whole credits
    /// @param version counts the changes; 0 before the first
    public record CurrentBalance(long amount, long version) {}
}
