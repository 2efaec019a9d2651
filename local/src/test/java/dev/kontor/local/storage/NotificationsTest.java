package dev.kontor.local.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class NotificationsTest {
    @TempDir
    Path directory;

    @Test
    void whoListensHasBeenToldWhenTheUploadIsAnswered() throws Exception {
        try (var s3 = TestS3.start(directory)) {
            s3.store("files/L%C3%BCbeck%20%2B%201", TestS3.HELLO);
            var record = record(Objects.requireNonNull(s3.events.poll()));
            var bucket = child(child(record, "s3"), "bucket");
            var object = child(child(record, "s3"), "object");
            assertThat(record)
                    .containsEntry("eventVersion", "2.1")
                    .containsEntry("eventSource", "aws:s3")
                    .containsEntry("eventName", "ObjectCreated:Put");
            assertThat(bucket).containsEntry("name", "kontor");
            assertThat(object)
                    .containsEntry("key", "files/L%C3%BCbeck+%2B+1")
                    .containsEntry("size", 5L)
                    .containsEntry("eTag", "5d41402abc4b2a76b9719d911017c592");
            assertThat(directory.resolve("storage/notices")).isEmptyDirectory();
        }
    }

    /// As long as a function that writes an export may take.
    @Test
    void whoListensForLongHoldsNobodyUp() throws Exception {
        var end = new CountDownLatch(1);
        try (var s3 = TestS3.start(directory, (_, _) -> await(end))) {
            s3.store("one", TestS3.HELLO);
            assertThat(s3.events).isEmpty();
            end.countDown();
            assertThat(s3.events.poll(30, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void ofTwoUploadsTheLaterHasTheGreaterSequencer() throws Exception {
        try (var s3 = TestS3.start(directory)) {
            s3.store("one", TestS3.HELLO);
            s3.store("one", TestS3.HELLO);
            assertThat(sequencer(s3.events.take())).isLessThan(sequencer(s3.events.take()));
        }
    }

    @Test
    @Tag("slow")
    void whoFailsIsToldAgainAndThenNoMore() throws Exception {
        var calls = new AtomicInteger();
        BiConsumer<String, Map<String, Object>> failsTwice = (key, event) -> {
            if (calls.incrementAndGet() <= 2) {
                refuse(key, event);
            }
        };
        try (var s3 = TestS3.start(directory, failsTwice)) {
            s3.store("one", TestS3.HELLO);
            assertThat(s3.statusOf("one")).isEqualTo(200);
            assertThat(s3.events.poll(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(s3.events.poll(1, TimeUnit.SECONDS)).isNull();
            assertThat(calls).hasValue(3);
        }
    }

    @Test
    void whatNobodyWasToldOfIsToldAfterARestart() throws Exception {
        try (var s3 = TestS3.start(directory, NotificationsTest::refuse)) {
            s3.store("one", TestS3.HELLO);
            s3.store("gone", TestS3.HELLO);
            s3.send("DELETE", s3.sign("DELETE", "gone").link(), Map.of());
        }
        try (var s3 = TestS3.start(directory)) {
            var record = record(Objects.requireNonNull(s3.events.poll(30, TimeUnit.SECONDS)));
            assertThat(child(child(record, "s3"), "object")).containsEntry("key", "one");
            assertThat(s3.events.poll(1, TimeUnit.SECONDS)).isNull();
        }
        assertThat(directory.resolve("storage/notices")).isEmptyDirectory();
    }

    /// An upload writes the notice before the object. A process that dies in between leaves a
    /// notice without an object.
    @Test
    void anUploadThatDiedBeforeItWasStoredIsNotToldOf() throws Exception {
        try (var s3 = TestS3.start(directory)) {
            s3.store("one", TestS3.HELLO);
        }
        Files.createFile(directory.resolve("storage/notices/" + "0".repeat(64) + ".1"));
        Files.writeString(directory.resolve("storage/drafts/draft1"), "half of i");
        try (var s3 = TestS3.start(directory)) {
            s3.events.clear();
            assertThat(s3.events.poll(1, TimeUnit.SECONDS)).isNull();
            assertThat(directory.resolve("storage/notices")).isEmptyDirectory();
            assertThat(directory.resolve("storage/drafts")).isEmptyDirectory();
            assertThat(s3.statusOf("one")).isEqualTo(200);
        }
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refuse(String key, Map<String, Object> event) {
        throw new IllegalStateException("as a test wants it: " + key + event);
    }

    private static String sequencer(Map<String, Object> event) {
        return String.valueOf(child(child(record(event), "s3"), "object").get("sequencer"));
    }

    private static Map<String, Object> record(Map<String, Object> event) {
        return map(((List<?>) Objects.requireNonNull(event.get("Records"))).getFirst());
    }

    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        return map(Objects.requireNonNull(parent.get(name)));
    }

    @SuppressWarnings("unchecked") // All maps in an event have string keys.
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
