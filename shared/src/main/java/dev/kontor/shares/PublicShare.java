package dev.kontor.shares;

import dev.kontor.shared.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The view of a share for anyone who has its token.
public sealed interface PublicShare {

    /// A share whose password was not given.
    record Locked(String type) implements PublicShare {}

    /// @param size bytes
    /// @param expiresAt null for never
    record SharedFile(
            String name,
            String mimeType,
            long size,
            boolean hasPassword,
            @Nullable Instant expiresAt) implements PublicShare {}

    /// The shared folder, or one below it.
    ///
    /// @param expiresAt null for never
    /// @param content its folders first, then its files
    record SharedFolder(
            String name, boolean hasPassword, @Nullable Instant expiresAt, Page<PublicItem> content)
            implements PublicShare {}
}
