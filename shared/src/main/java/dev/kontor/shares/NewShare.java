package dev.kontor.shares;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A share to create, of a file or of a folder.
///
/// @param fileId null for a folder's share
/// @param folderId null for a file's share
/// @param passwordHash null for none
/// @param expiresAt null for never
/// @param maxDownloads null for any number
public record NewShare(
        @Nullable UUID fileId,
        @Nullable UUID folderId,
        @Nullable PasswordHash passwordHash,
        @Nullable Instant expiresAt,
        @Nullable Integer maxDownloads) {}
