package dev.kontor.functions.users;

import dev.kontor.shared.JsonText;
import dev.kontor.users.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user as admins see them.
public record UserBody(
        String userId, @Nullable String email, @Nullable String role, JsonText tags, Instant createdAt) {

    static UserBody of(User user) {
        return new UserBody(user.userId(), user.email(), user.role(), user.tags(), user.createdAt());
    }
}
