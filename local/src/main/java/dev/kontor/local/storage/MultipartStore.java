package dev.kontor.local.storage;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/// The multipart uploads of a bucket that are neither completed nor aborted. Each is a directory with
/// one file that says which object it will be, and one file for each part, in whose name its number
/// and its entity tag are. They survive a restart. Thread-safe.
final class MultipartStore {
    /// Age at which an upload is aborted: the rule of the bucket's lifecycle.
    private static final Duration MAX_AGE = Duration.ofDays(7);

    private static final int ID_BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String TARGET = "target";

    private final Bucket bucket;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /// What an upload will be once it is completed.
    record ObjectTarget(String key, String contentType) {}

    /// Something that is done while nobody else changes the upload.
    @FunctionalInterface
    interface UploadStep<T> {
        T perform(Path directory) throws IOException, S3Error;
    }

    MultipartStore(Bucket bucket) {
        this.bucket = bucket;
    }

    /// @return the upload's id
    String create(ObjectTarget target) throws IOException {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        var id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var directory = Files.createDirectory(directory(id));
        try (var out = new DataOutputStream(Files.newOutputStream(directory.resolve(TARGET)))) {
            out.writeUTF(target.key());
            out.writeUTF(target.contentType());
        }
        Bucket.sync(bucket.uploads());
        return id;
    }

    /// @throws S3Error the upload does not exist, or is one of another object
    ObjectTarget target(String id, String key) throws IOException, S3Error {
        if (!ID.matcher(id).matches()) {
            throw S3Error.noSuchUpload();
        }
        var file = directory(id).resolve(TARGET);
        if (!Files.exists(file)) {
            throw S3Error.noSuchUpload();
        }
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            var target = new ObjectTarget(in.readUTF(), in.readUTF());
            if (!target.key().equals(key)) {
                throw S3Error.noSuchUpload();
            }
            return target;
        }
    }

    /// Keeps a part that has arrived, in the place of an earlier one with its number.
    ///
    /// @throws S3Error the upload does not exist any more
    void keep(String id, String key, int number, String etag, PendingObject part) throws IOException, S3Error {
        locked(id, key, directory -> {
            var earlier = parts(directory).stream()
                    .filter(each -> each.number() == number)
                    .toList();
            var file = directory.resolve(StoredPart.fileName(number, etag));
            part.moveTo(file);
            for (var each : earlier) {
                if (!each.file().equals(file)) {
                    Files.delete(each.file());
                }
            }
            Bucket.sync(directory);
            return file;
        });
    }

    /// The parts that have arrived, by their numbers.
    ///
    /// @throws S3Error the upload does not exist
    List<StoredPart> parts(String id, String key) throws IOException, S3Error {
        return locked(id, key, MultipartStore::parts);
    }

    /// Lets a step make the object of its parts, and removes the upload.
    ///
    /// @throws S3Error the upload does not exist, or the step refused
    void complete(String id, String key, UploadStep<?> step) throws IOException, S3Error {
        locked(id, key, directory -> {
            step.perform(directory);
            delete(directory);
            return directory;
        });
    }

    /// @throws S3Error the upload does not exist
    void abort(String id, String key) throws IOException, S3Error {
        locked(id, key, directory -> {
            delete(directory);
            return directory;
        });
    }

    /// Aborts the uploads that are too old, as the bucket's lifecycle does.
    static void abortOld(Bucket bucket) throws IOException {
        var oldest = Instant.now().minus(MAX_AGE);
        try (var directories = Files.list(bucket.uploads())) {
            for (var directory : directories.toList()) {
                var target = directory.resolve(TARGET);
                if (!Files.exists(target)
                        || Files.getLastModifiedTime(target).toInstant().isBefore(oldest)) {
                    delete(directory);
                }
            }
        }
    }

    static List<StoredPart> parts(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> !file.endsWith(TARGET))
                    .map(StoredPart::of)
                    .sorted()
                    .toList();
        }
    }

    private <T> T locked(String id, String key, UploadStep<T> step) throws IOException, S3Error {
        var lock = locks.computeIfAbsent(id, _ -> new ReentrantLock());
        lock.lock();
        try {
            target(id, key);
            return step.perform(directory(id));
        } finally {
            lock.unlock();
        }
    }

    /// Removes what says that the upload exists before its parts.
    private static void delete(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(TARGET));
        Bucket.delete(directory);
    }

    private Path directory(String id) {
        return bucket.uploads().resolve(id);
    }
}
