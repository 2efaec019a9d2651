package dev.kontor.users;

import dev.kontor.shared.JsonText;
import org.jspecify.annotations.Nullable;

/// A user as they see themselves, with what they have at this moment.
///
/// @param tags a JSON array of texts
/// @param fileCount live files
/// @param bytesStored of all versions whose content has arrived, those of files in the trash too
public record Me(
        String userId,
        @Nullable String email,
        @Nullable String role,
        JsonText tags,
        long fileCount,
        long bytesStored,
        Balance balance) {

    /// @param amount whole credits
    /// @param version counts the changes; 0 before the first
    public record Balance(long amount, long version) {}
}
