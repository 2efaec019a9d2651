package dev.kontor.functions.faults;

import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.migrations.testing.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What the clients and the kills of one run share. Thread-safe.
final class RandomRun {

    /// For a machine that is busy with something else.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestDatabase database;
    private final TestBucket bucket;
    private volatile long begin = System.nanoTime();
    private final Duration duration;
    private final List<Work> works;
    private final KnownThings things = new KnownThings();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    RandomRun(TestDatabase database, TestBucket bucket, Duration duration, List<Work> works) {
        this.database = database;
        this.bucket = bucket;
        this.duration = duration;
        this.works = works;
    }

    TestBucket bucket() {
        return bucket;
    }

    KnownThings things() {
        return things;
    }

    /// The environment of the functions.
    Map<String, String> environment() {
        var environment = new HashMap<>(database.environment());
        environment.putAll(bucket.environment());
        environment.put("DATABASE_POOL_SIZE", "1");
        return environment;
    }

    /// Counts the time from now on.
    void begin() {
        begin = System.nanoTime();
    }

    int nextNumber() {
        return numbers.incrementAndGet();
    }

    /// Whether the time is over and everything was done once, or something is wrong.
    boolean isOver() {
        var elapsed = elapsed();
        return failure.get() != null
                || elapsed.compareTo(duration.plus(PATIENCE)) >= 0
                || (elapsed.compareTo(duration) >= 0 && works.stream().allMatch(Work::isDone));
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /// The first failure counts; others may follow from it.
    void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    @Nullable
    Throwable failure() {
        return failure.get();
    }

    void count(String what) {
        counts.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
    }

    /// What was counted so far.
    @Override
    public String toString() {
        return "%d s: %s".formatted(elapsed().toSeconds(), new TreeMap<>(counts));
    }
}
