package dev.kontor.shares;

import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A share as its owner sees it.
///
/// @param token the secret that the link is made of
/// @param fileId null for a folder's share
/// @param folderId null for a file's share
/// @param expiresAt null for never
/// @param maxDownloads null for any number
public record Share(
        UUID id,
        String token,
        @Nullable UUID fileId,
        @Nullable UUID folderId,
        boolean hasPassword,
        @Nullable Instant expiresAt,
        @Nullable Integer maxDownloads,
        long downloadCount,
        Instant createdAt,
        Instant updatedAt)
        implements Listed {

    /// Leaves out the token, which opens the share to anyone who reads it.
    @Override
    public String toString() {
        return "Share[" + id + "]";
    }
}
