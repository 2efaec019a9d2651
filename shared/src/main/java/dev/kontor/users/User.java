package dev.kontor.users;

import dev.kontor.shared.JsonText;
import dev.kontor.shared.Listed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user as admins see them.
///
/// @param id of the row; the API identifies a user by `userId`
/// @param tags a JSON array of texts
public record User(
        UUID id,
        String userId,
        @Nullable String email,
        @Nullable String role,
        JsonText tags,
        Instant createdAt,
        Instant updatedAt)
        implements Listed {}
