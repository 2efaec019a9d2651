package dev.kontor.users;

import dev.kontor.shared.Limits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The users whose rows this process has written within [Limits#KNOWN_USER_LIFETIME]. For these it neither
/// writes the row again nor asks whether they are being erased. Beyond [Limits#KNOWN_USERS_MAX] it forgets
/// those who made no request for the longest time. Thread-safe.
final class KnownUsers {

    private final InstantSource clock;

    /// A time shortly before each row was written; the least recently used first.
    private final Map<SeenUser, Instant> written = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SeenUser, Instant> eldest) {
            return size() > Limits.KNOWN_USERS_MAX;
        }
    };

    /// A user as their token describes them.
    record SeenUser(
            String userId, @Nullable String email, @Nullable String role) {}

    KnownUsers(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean contains(SeenUser user) {
        var time = written.get(user);
        return time != null && clock.instant().isBefore(time.plus(Limits.KNOWN_USER_LIFETIME));
    }

    Instant now() {
        return clock.instant();
    }

    /// @param since [#now] before the row was written: the rest of the request may have taken long
    synchronized void add(SeenUser user, Instant since) {
        written.put(user, since);
    }

    synchronized void forget(String userId) {
        written.keySet().removeIf(user -> user.userId().equals(userId));
    }
}
