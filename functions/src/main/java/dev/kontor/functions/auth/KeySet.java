package dev.kontor.functions.auth;

import dev.kontor.shared.Limits;

import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The keys of the key server, fetched when first needed and kept. One thread fetches at a time;
/// others go on with the keys there are, or wait for that one if they cannot. Thread-safe.
///
/// The clock is the wall's: a function may be frozen between two requests.
final class KeySet {

    private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);

    private final KeyServer server;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile State state = new State(List.of(), Instant.EPOCH, Instant.EPOCH, null);

    /// @param keys those that were fetched last
    /// @param fetchedAt when that was
    /// @param triedAt when the last attempt ended
    /// @param fault why it failed; null if it did not
    private record State(
            List<JsonWebKey> keys,
            Instant fetchedAt,
            Instant triedAt,
            @Nullable IOException fault) {}

    KeySet(KeyServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    /// The keys, no older than [Limits#KEY_SET_LIFE] or, while the key server is down, than
    /// [Limits#KEY_SET_KEPT].
    ///
    /// @throws IllegalStateException when there are none, and the key set cannot be fetched
    List<JsonWebKey> current() {
        var now = clock.instant();
        var known = state;
        if (now.isBefore(known.fetchedAt.plus(Limits.KEY_SET_LIFE))) {
            return known.keys;
        }
        if (now.isBefore(known.fetchedAt.plus(Limits.KEY_SET_KEPT))) {
            return renewed(now.minus(Limits.KEY_SET_FLOOR));
        }
        return triedSince(now);
    }

    /// The keys for a token whose key is not among the current ones: no older than
    /// [Limits#KEY_SET_FLOOR].
    ///
    /// @throws IllegalStateException when the last attempt to fetch the key set failed
    List<JsonWebKey> latest() {
        return triedSince(clock.instant().minus(Limits.KEY_SET_FLOOR));
    }

    /// Tries once, unless another thread does, and is content with the old keys.
    private List<JsonWebKey> renewed(Instant since) {
        if (!wasTriedAfter(since) && fetching.tryLock()) {
            try {
                tryUnlessTriedAfter(since);
            } finally {
                fetching.unlock();
            }
        }
        return state.keys;
    }

    private List<JsonWebKey> triedSince(Instant since) {
        fetching.lock();
        try {
            tryUnlessTriedAfter(since);
            if (state.fault != null) {
                throw new IllegalStateException("the key set cannot be fetched", state.fault);
            }
            return state.keys;
        } finally {
            fetching.unlock();
        }
    }

    private void tryUnlessTriedAfter(Instant since) {
        if (wasTriedAfter(since)) {
            return;
        }
        try {
            var keys = server.fetch();
            var now = clock.instant();
            state = new State(keys, now, now, null);
        } catch (IOException e) {
            LOG.warn("{} gives no key set: {}", server.url(), e.toString());
            state = new State(state.keys, state.fetchedAt, clock.instant(), e);
        }
    }

    private boolean wasTriedAfter(Instant since) {
        return state.triedAt.isAfter(since);
    }
}
