package dev.kontor.shares;

import dev.kontor.shared.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a share shows to whoever has its token.
public sealed interface PublicShare {

    /// Of a share whose password is still to be given.
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
