package dev.kontor.functions.storage;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import dev.kontor.functions.Kontor;
import dev.kontor.storage.StoredObject;
import dev.kontor.versions.StorageKey;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs when S3 has stored an object, and marks its version as uploaded, with the size and checksum
/// that S3 reports. S3 sends an event at least once and in any order, and Lambda calls again after a
/// failure; the result is the same.
///
/// An object whose file is gone meanwhile is queued for deletion. An object that is gone itself, or
/// whose key Kontor did not make, is left alone.
public final class ConfirmUpload implements RequestHandler<S3Event, Map<String, Integer>> {

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmUpload.class);

    private final Kontor kontor = Kontor.current();

    /// @return `confirmed`, the number of objects that belong to a version
    /// @throws RuntimeException when S3 or the database does not answer: Lambda calls again
    @Override
    public Map<String, Integer> handleRequest(S3Event event, Context context) {
        var confirmed = 0;
        for (var record : event.getRecords()) {
            confirmed += isConfirmed(key(record)) ? 1 : 0;
        }
        return Map.of("confirmed", confirmed);
    }

    private boolean isConfirmed(String text) {
        var key = StorageKey.of(text);
        if (key.isEmpty()) {
            LOG.warn("an object was stored under a key that Kontor did not make");
            return false;
        }
        return kontor.storage()
                .head(text)
                .filter(stored -> isConfirmed(key.get(), stored))
                .isPresent();
    }

    private boolean isConfirmed(StorageKey key, StoredObject stored) {
        var isKnown = kontor.uploads().confirm(key, stored).orElseThrow();
        if (!isKnown) {
            LOG.info("the file of {} is gone, so the object will be deleted", key);
            kontor.objectDeletions().enqueue(List.of(key.toString())).orElseThrow();
        }
        return isKnown;
    }

    /// The object's key. S3 encodes it as a form does, a space as a plus.
    private static String key(S3EventNotificationRecord record) {
        return record.getS3().getObject().getUrlDecodedKey();
    }
}
