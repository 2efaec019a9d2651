package dev.kontor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.shared.Environment;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Sha256;
import dev.kontor.shared.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class ObjectStoreTest {

    private TestBucket bucket;
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        bucket = TestBucket.start();
        store = with(Clock.fixed(Instant.now(), ZoneOffset.UTC)); // a busy machine takes its time
    }

    @AfterEach
    void stop() {
        bucket.close();
    }

    @Test
    void whatIsStoredHasTheSizeAndTheChecksumThatS3Saw() {
        bucket.put("files/a", 5, Base64.getEncoder().encodeToString(Sha256.of("hello")));

        assertThat(store.head("files/a")).contains(new StoredObject(5, Sha256.hex("hello")));
    }

    /// S3 answers 204 where there is no object.
    @Test
    void aMissingBucketDeletesNothing() {
        bucket.refuse("files/a", 404);

        assertThat(store.delete(List.of("files/a"))).containsExactly("files/a");
    }

    @Test
    void anObjectThatS3HasNoChecksumOfAsAWholeHasNone() {
        bucket.put("files/none", 7_000_000_000L, "");
        bucket.put("files/parts", 5, Base64.getEncoder().encodeToString(Sha256.of("hello")) + "-2");

        assertThat(store.head("files/none")).contains(new StoredObject(7_000_000_000L, null));
        assertThat(store.head("files/parts")).contains(new StoredObject(5, null));
    }

    @Test
    void nothingIsStoredWhereS3SaysSoAndOnlyThere() {
        bucket.refuse("files/forbidden", 403);
        bucket.refuse("files/slow", 503);

        assertThat(store.head("files/a")).isEmpty();
        for (var key : List.of("files/forbidden", "files/slow")) {
            assertThatThrownBy(() -> store.head(key)).isInstanceOf(StorageUnavailableException.class);
        }
    }

    @Test
    void s3IsToldOfTheTraceOnEveryThread() {
        var parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        Trace.within(Trace.of(parent), () -> store.heads(List.of("files/a", "files/b")));
        assertThat(bucket.traces()).containsExactly(parent);

        store.heads(List.of("files/a"));
        assertThat(bucket.traces()).containsExactlyInAnyOrder(parent, "none");
    }

    @Test
    void whatIsDeletedIsGoneAndGoneBeforeIsAsGood() {
        var keys = IntStream.range(0, 50).mapToObj(i -> "files/" + i).toList();
        keys.forEach(key -> bucket.put(key, 1, ""));
        bucket.put("files/other", 1, "");

        assertThat(store.delete(keys)).isEmpty();
        assertThat(bucket.keys()).containsExactly("files/other");
        assertThat(store.delete(keys)).isEmpty();
    }

    @Test
    void whatS3RefusesToDeleteIsNamed() {
        List.of("files/a", "files/locked", "files/b").forEach(key -> bucket.put(key, 1, ""));
        bucket.refuse("files/locked", 403);

        assertThat(store.delete(List.of("files/a", "files/locked", "files/b"))).containsExactly("files/locked");
        assertThat(bucket.keys()).containsExactly("files/locked");
    }

    @Test
    void oneAnswerThatIsAFaultOfS3StopsNobodyElse() {
        var keys = IntStream.range(0, 50).mapToObj(i -> "files/" + i).toList();
        keys.forEach(key -> bucket.put(key, 1, ""));
        bucket.refuse("files/7", 503);

        assertThat(store.delete(keys)).containsExactly("files/7");
        assertThat(bucket.keys()).containsExactly("files/7");
    }

    @Test
    void whatThereWasNoTimeForIsNamed() {
        var keys = IntStream.range(0, 50).mapToObj(i -> "files/" + i).toList();
        keys.forEach(key -> bucket.put(key, 1, ""));
        var seconds = new AtomicLong();
        var clock = ((InstantSource) () -> Instant.ofEpochSecond(seconds.getAndIncrement())).withZone(ZoneOffset.UTC);
        var hurried = with(clock);

        assertThat(hurried.delete(keys))
                .hasSize(50 - (int) Limits.OBJECT_DELETION_START_TIME_MAX.toSeconds())
                .isEqualTo(bucket.keys());
    }

    @Test
    @Tag("slow")
    void anS3ThatSaysNothingIsGivenUpBeforeTheTransactionIs() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var environment = new HashMap<>(bucket.environment());
            environment.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + silent.getLocalPort());
            var hanging = new ObjectStore(StorageConfig.from(new Environment(environment)));
            var keys = IntStream.range(0, 100).mapToObj(i -> "files/" + i).toList();
            var before = Instant.now();

            assertThatThrownBy(() -> hanging.delete(keys)).isInstanceOf(StorageUnavailableException.class);
            assertThat(Duration.between(before, Instant.now()))
                    .isLessThan(Limits.STORAGE_CONNECT_TIMEOUT
                            .plus(Limits.STORAGE_READ_TIMEOUT)
                            .plusSeconds(2));
        }
    }

    private ObjectStore with(Clock clock) {
        return new ObjectStore(StorageConfig.from(new Environment(bucket.environment())), clock);
    }
}
