package dev.kontor.local.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Makes received content an object, and tells of it. It returns after the first attempt to deliver
/// the notification. Thread-safe.
final class ObjectPublisher {
    private final Deliveries deliveries;
    private final AtomicLong lastSequence = new AtomicLong();

    ObjectPublisher(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /// @param etag without quotes
    /// @param sha256 in base64; null if the upload carried none
    /// @param onlyIfNew whether to keep an object that already has this key
    /// @throws S3Error an existing object was kept
    void publish(
            PendingObject pending,
            String key,
            String contentType,
            String etag,
            @Nullable String sha256,
            boolean onlyIfNew)
            throws IOException, S3Error {
        var metadata = new Metadata(key, contentType, etag, sha256, Instant.now(), nextSequencer());
        deliveries.deliver(pending.publish(metadata, onlyIfNew).orElseThrow(S3Error::preconditionFailed));
    }

    /// Derived from the time, so that it keeps rising after a restart.
    private String nextSequencer() {
        var now = Instant.now();
        var micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        return "%016X".formatted(lastSequence.updateAndGet(last -> Math.max(last + 1, micros)));
    }
}
