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

/// The keys of the key server, fetched when first needed and kept. One thread fetches at a time;
/// others go on with the keys there are, or wait for what that one gets. Thread-safe.
///
/// The clock is the wall's: a function may be frozen between two requests.
final class KeySet {

    private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);

    private final KeyServer server;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile State state = new State(0, Instant.EPOCH, null, List.of(), Instant.EPOCH);

    /// @param attempt how often it was tried to fetch them
    /// @param triedAt when the last attempt ended
    /// @param fault why it failed; null if it did not
    /// @param keys those that were fetched last
    /// @param fetchedAt when that was
    private record State(
            int attempt, Instant triedAt, @Nullable IOException fault, List<JsonWebKey> keys, Instant fetchedAt) {

        boolean isTriedWithinFloor(Instant now) {
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
        return known.isTriedWithinFloor(clock.instant()) ? keysOrFault(known) : newKeys(known);
    }

    /// Tries once, unless another thread is at it, and is content with the old keys.
    private List<JsonWebKey> renewed(State known, Instant now) {
        if (!known.isTriedWithinFloor(now) && fetching.tryLock()) {
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
