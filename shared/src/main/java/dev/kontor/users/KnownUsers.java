package dev.kontor.users;

import dev.kontor.shared.Limits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whose rows this process has written lately, so that it need not write them again. Those who made
/// no request for the longest time are forgotten first. Thread-safe.
final class KnownUsers {

    private final InstantSource clock;

    /// When each was written, in the order of use.
    private final Map<Token, Instant> written = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Token, Instant> eldest) {
            return size() > Limits.KNOWN_USERS_MAX;
        }
    };

    /// What a token says of its user.
    record Token(
            String userId, @Nullable String email, @Nullable String role) {}

    KnownUsers(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean include(Token token) {
        var time = written.get(token);
        return time != null && clock.instant().isBefore(time.plus(Limits.KNOWN_USER_LIFETIME));
    }

    synchronized void add(Token token) {
        written.put(token, clock.instant());
    }
}
