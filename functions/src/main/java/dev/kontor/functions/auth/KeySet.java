package dev.kontor.functions.auth;

import dev.kontor.shared.Limits;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
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
    private volatile State state =
            new State(0, Instant.EPOCH, Instant.EPOCH, null, List.of(), Instant.EPOCH, Instant.EPOCH, Map.of());

    /// @param attempt the number of attempts to fetch the keys
    /// @param triedAt when the last attempt ended
    /// @param paidUntil when all attempts so far will have been at intervals of
    ///   [Limits#KEY_SET_FETCH_INTERVAL]
    /// @param fault why the last attempt failed; null if it did not
    /// @param keys the keys that were fetched last
    /// @param askedAt when they were asked for
    /// @param fetchedAt when they were fetched
    /// @param missing ids of keys that are not among these keys, and when they were looked for last
    private record State(
            int attempt,
            Instant triedAt,
            Instant paidUntil,
            @Nullable IOException fault,
            List<JsonWebKey> keys,
            Instant askedAt,
            Instant fetchedAt,
            Map<String, Instant> missing) {

        boolean isTriedLately(Instant now) {
            return now.isBefore(triedAt.plus(Limits.KEY_SET_FETCH_INTERVAL));
        }

        boolean mayBeTried(Instant now) {
            var burst = Limits.KEY_SET_FETCH_INTERVAL.multipliedBy(Limits.KEY_SET_FETCHES_AT_ONCE - 1L);
            return !now.isBefore(paidUntil.minus(burst));
        }

        /// Forgets the id that was looked for the longest time ago when there are too many.
        void remember(String keyId, Instant now) {
            missing.put(keyId, now);
            if (missing.size() > Limits.KEY_SET_MISSING_IDS) {
                missing.entrySet().stream()
                        .min(Map.Entry.comparingByValue())
                        .ifPresent(oldest -> missing.remove(oldest.getKey()));
            }
        }

        /// The missing ids that are not among newer keys either. Without them, clients with several
        /// removed keys would take turns in asking for a fetch.
        Map<String, Instant> missingAmong(List<JsonWebKey> newer) {
            var still = new ConcurrentHashMap<>(missing);
            newer.forEach(key -> still.remove(key.getKeyId() == null ? "" : key.getKeyId()));
            return still;
        }

        /// Whether a key that is not among these keys does not exist: they were asked for after the
        /// token had come, or a moment ago for the same key. A key is published before it signs.
        boolean decides(String keyId, Instant tokenCame, Instant now) {
            return fault == null
                    && (!askedAt.isBefore(tokenCame) || (missing.containsKey(keyId) && isTriedLately(now)));
        }
    }

    KeySet(KeyServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    /// The keys that fit a token. If none of the current keys does, new ones are fetched.
    ///
    /// @param filter leaves those that fit
    /// @param keyId the id that the token names; empty if it names none
    /// @throws KeysUnavailableException when no key is known to fit, and the key set cannot be
    ///   fetched, or was fetched too often
    List<JsonWebKey> find(String keyId, UnaryOperator<List<JsonWebKey>> filter) {
        var tokenCame = clock.instant();
        var keys = filter.apply(current(tokenCame));
        return keys.isEmpty() ? findNew(keyId, filter, tokenCame) : keys;
    }

    /// The keys, no older than [Limits#KEY_SET_LIFETIME] or, while the key server is down, than
    /// [Limits#KEY_SET_STALE_LIFETIME].
    private List<JsonWebKey> current(Instant now) {
        var known = state;
        if (now.isBefore(known.fetchedAt.plus(Limits.KEY_SET_LIFETIME))) {
            return known.keys;
        }
        if (now.isBefore(known.fetchedAt.plus(Limits.KEY_SET_STALE_LIFETIME))) {
            return renewed(known, now);
        }
        return keysOrFault(fetchedAfter(known));
    }

    private List<JsonWebKey> findNew(String keyId, UnaryOperator<List<JsonWebKey>> filter, Instant tokenCame) {
        var known = state;
        var now = clock.instant();
        var latest = known.decides(keyId, tokenCame, now) || isFailedLately(known, now) ? known : paidFor(known, now);
        var keys = filter.apply(keysOrFault(latest));
        if (keys.isEmpty()) {
            if (!latest.decides(keyId, tokenCame, now)) {
                throw new KeysUnavailableException("the key set may be older than the token's key", null);
            }
            latest.remember(keyId, now);
        }
        return keys;
    }

    private static boolean isFailedLately(State known, Instant now) {
        return known.fault != null && known.isTriedLately(now);
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

    /// What is known after a fetch by this thread or another, or already if none is allowed.
    private State paidFor(State known, Instant now) {
        return known.mayBeTried(now) ? fetchedAfter(known) : known;
    }

    private State fetchedAfter(State known) {
        fetching.lock();
        try {
            fetchUnlessAnotherDid(known);
            return state;
        } finally {
            fetching.unlock();
        }
    }

    private void fetchUnlessAnotherDid(State known) {
        if (state.attempt != known.attempt) {
            return;
        }
        var attempt = known.attempt + 1;
        var start = clock.instant();
        var from = known.paidUntil.isAfter(start) ? known.paidUntil : start;
        var paidUntil = from.plus(Limits.KEY_SET_FETCH_INTERVAL);
        try {
            var keys = server.fetch();
            var now = clock.instant();
            state = new State(attempt, now, paidUntil, null, keys, start, now, known.missingAmong(keys));
        } catch (IOException e) {
            LOG.warn("{} gives no key set: {}", server.url(), e.toString());
            state = new State(
                    attempt, clock.instant(), paidUntil, e, known.keys, known.askedAt, known.fetchedAt, known.missing);
        }
    }

    private static List<JsonWebKey> keysOrFault(State state) {
        if (state.fault != null) {
            throw new KeysUnavailableException("the key set cannot be fetched", state.fault);
        }
        return state.keys;
    }
}
