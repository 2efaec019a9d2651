package dev.kontor.functions.auth;

import dev.kontor.shared.Limits;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys of the key server, fetched when they are first needed and then kept. One thread fetches
/// at a time; others go on with the old keys, or wait for the new ones. Thread-safe.
///
/// Ages are measured by the wall clock, since a function may be frozen between two requests.
final class KeySet {

    private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);

    private final KeyServer server;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile State state = new State(0, Instant.EPOCH, null, List.of(), Instant.EPOCH);

    /// @param attempt the number of attempts to fetch the keys
    /// @param triedAt when the last attempt ended
    /// @param fault why the last attempt failed; null if it did not
    /// @param keys the keys that were fetched last
    /// @param fetchedAt when they were fetched
    private record State(
            int attempt, Instant triedAt, @Nullable IOException fault, List<JsonWebKey> keys, Instant fetchedAt) {

        boolean isTriedLately(Instant now) {
            return now.isBefore(triedAt.plus(Limits.KEY_SET_FETCH_INTERVAL));
        }
    }

    KeySet(KeyServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    /// The keys, no older than [Limits#KEY_SET_LIFETIME] or, while the key server is down, than
    /// [Limits#KEY_SET_STALE_LIFETIME].
    ///
    /// @throws IllegalStateException when there are none, and the key set cannot be fetched
    List<JsonWebKey> current() {
        var now = clock.instant();
        var known = state;
        if (now.isBefore(known.fetchedAt.plus(Limits.KEY_SET_LIFETIME))) {
            return known.keys;
        }
        if (now.isBefore(known.fetchedAt.plus(Limits.KEY_SET_STALE_LIFETIME))) {
            return renewed(known, now);
        }
        return newKeys(known);
    }

    /// The keys for a token whose key is not among the current ones: no older than
    /// [Limits#KEY_SET_FETCH_INTERVAL].
    ///
    /// @throws IllegalStateException when the last attempt to fetch the key set failed
    List<JsonWebKey> latest() {
        var known = state;
        return known.isTriedLately(clock.instant()) ? keysOrFault(known) : newKeys(known);
    }

    /// Tries once to fetch new keys, unless another thread does, and falls back on the old ones.
    private List<JsonWebKey> renewed(State known, Instant now) {
        if (!known.isTriedLately(now) && fetching.tryLock()) {
            try {
                fetchUnlessAnotherDid(known);
            } finally {
                fetching.unlock();
            }
        }
        return state.keys;
    }

    private List<JsonWebKey> newKeys(State known) {
        fetching.lock();
        try {
            fetchUnlessAnotherDid(known);
            return keysOrFault(state);
        } finally {
            fetching.unlock();
        }
    }

    private void fetchUnlessAnotherDid(State known) {
        if (state.attempt != known.attempt) {
            return;
        }
        var attempt = known.attempt + 1;
        try {
            var keys = server.fetch();
            var now = clock.instant();
            state = new State(attempt, now, null, keys, now);
        } catch (IOException e) {
            LOG.warn("{} gives no key set: {}", server.url(), e.toString());
            state = new State(attempt, clock.instant(), e, known.keys, known.fetchedAt);
        }
    }

    private static List<JsonWebKey> keysOrFault(State state) {
        if (state.fault != null) {
            throw new IllegalStateException("the key set cannot be fetched", state.fault);
        }
        return state.keys;
    }
}
