package dev.kontor.storage;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// File content in S3. Clients upload and download it by requests that are signed here; functions
/// look it up and delete it. AWS's SDK is not loaded before the first call. Thread-safe.
public final class ObjectStore {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private static final String IF_NONE_MATCH = "If-None-Match";

    private static final String CHECKSUM = "x-amz-checksum-sha256";

    /// The checksum of a whole object. A checksum of its parts has their number behind it.
    private static final Pattern CHECKSUM_VALUE = Pattern.compile("[A-Za-z0-9+/]{43}=");

    private final StorageConfig config;
    private final Clock clock;
    private @Nullable S3 s3;

    public ObjectStore(StorageConfig config) {
        this(config, Clock.systemUTC());
    }

    ObjectStore(StorageConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /// Signs a PUT of exactly this content, once. S3 refuses another length, type or checksum, and
    /// answers a second PUT with 412. Valid for [Limits#PRESIGNED_LIFETIME].
    ///
    /// @param size bytes
    /// @param checksum SHA-256 in lower-case hex; null leaves the checksum open
    public PresignedRequest upload(String storageKey, long size, String mimeType, @Nullable String checksum) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", mimeType);
        headers.put(IF_NONE_MATCH, "*");
        if (checksum != null) {
            var octets = HexFormat.of().parseHex(checksum);
            headers.put(CHECKSUM, Base64.getEncoder().encodeToString(octets));
        }
        var signed = new LinkedHashMap<>(headers);
        signed.put("Content-Length", Long.toString(size));
        return presigned("PUT", storageKey, headers, signed, Map.of(), null);
    }

    /// Signs a GET that saves the content under the file's name, or shows it if no browser would
    /// run any of it. Valid for [Limits#PRESIGNED_LIFETIME], or to the end if that comes first, but
    /// never for less than the second that S3 asks for.
    ///
    /// @param end null for none
    public PresignedRequest download(String storageKey, String fileName, String mimeType, @Nullable Instant end) {
        var query = Map.of(
                "response-content-disposition",
                ContentDisposition.of(fileName, mimeType),
                "response-content-type",
                withCharset(mimeType));
        return presigned("GET", storageKey, Map.of(), Map.of(), query, end);
    }

    /// Text of which nobody said in which characters it is written is UTF-8, as most text is. A
    /// browser would take it for windows-1252.
    private static String withCharset(String mimeType) {
        var type = mimeType.toLowerCase(Locale.ROOT);
        return type.startsWith("text/") && !type.contains("charset=") ? mimeType + "; charset=utf-8" : mimeType;
    }

    /// Looks up the object of a key; empty when there is none.
    ///
    /// @throws StorageUnavailableException when S3 does not answer, or not as expected
    public Optional<StoredObject> head(String storageKey) {
        var reply = s3().send("HEAD", storageKey, Map.of("x-amz-checksum-mode", "ENABLED"));
        return switch (reply.status()) {
            case OK -> Optional.of(stored(reply));
            case NOT_FOUND -> Optional.empty();
            default -> throw unexpected(reply.status());
        };
    }

    /// Looks up the objects of several keys, [Limits#STORAGE_CONNECTIONS] at a time. The result
    /// leaves out keys without an object.
    ///
    /// @throws StorageUnavailableException when S3 does not answer, or not as expected
    public Map<String, StoredObject> heads(Collection<String> storageKeys) {
        var found = new ConcurrentHashMap<String, StoredObject>();
        atOnce(storageKeys, key -> head(key).ifPresent(stored -> found.put(key, stored)));
        return found;
    }

    /// Reads a piece of an object; empty when there is no such object.
    ///
    /// @param from the first byte, from 0
    /// @param length bytes, at least 1; they are held in memory
    /// @throws StorageUnavailableException when S3 does not answer, or not as expected
    public Optional<byte[]> read(String storageKey, long from, int length) {
        return s3().open(storageKey, "bytes=%d-%d".formatted(from, from + length - 1))
                .map(content -> whole(content, length));
    }

    private static byte[] whole(InputStream content, int length) {
        try (content) {
            var bytes = content.readNBytes(length);
            if (bytes.length < length) {
                throw new StorageUnavailableException("S3's response broke off");
            }
            return bytes;
        } catch (IOException e) {
            throw new StorageUnavailableException("S3's response broke off", e);
        }
    }

    /// Stores an empty object, of which S3 then tells who listens for it.
    ///
    /// @throws StorageUnavailableException when S3 does not answer, or not as expected
    public void putEmpty(String storageKey) {
        var status = s3().put(storageKey, Map.of(), Map.of(), InputStream::nullInputStream, 0)
                .status();
        if (status != OK) {
            throw unexpected(status);
        }
    }

    /// Stores an empty object as [#putEmpty] does, unless it is there.
    ///
    /// @throws StorageUnavailableException when S3 does not answer, or not as expected
    public void putEmptyIfNew(String storageKey) {
        var status = s3().put(storageKey, Map.of(IF_NONE_MATCH, "*"), Map.of(), InputStream::nullInputStream, 0)
                .status();
        // At a conflict somebody else stores it just now.
        if (status != OK && status != PRECONDITION_FAILED && status != CONFLICT) {
            throw unexpected(status);
        }
    }

    /// The uploads of this bucket that come in parts.
    public ObjectParts parts() {
        return new ObjectParts(s3(), clock);
    }

    /// Deletes the objects of these keys, [Limits#STORAGE_CONNECTIONS] at a time. It begins no
    /// deletion after [Limits#OBJECT_DELETION_START_TIME_MAX]. A key without an object counts as
    /// deleted.
    ///
    /// @return the keys whose objects S3 refused to delete, or for which there was no time
    /// @throws StorageUnavailableException when S3 does not answer; some objects may be deleted
    ///   then
    public Set<String> delete(Collection<String> storageKeys) {
        var bucket = s3();
        return refused(storageKeys, key -> tryDelete(bucket, key));
    }

    /// Aborts uploads in parts, as [#delete] deletes objects: S3 drops their parts, and takes no more.
    /// One that was completed or aborted before counts as aborted.
    ///
    /// @param uploadIds S3's ids of the uploads, by the keys of their objects
    /// @return the keys whose uploads S3 refused to abort, or for which there was no time
    /// @throws StorageUnavailableException when S3 does not answer; some uploads may be aborted then
    public Set<String> abort(Map<String, String> uploadIds) {
        var parts = parts();
        return refused(uploadIds.keySet(), key -> parts.tryAbort(key, Objects.requireNonNull(uploadIds.get(key))));
    }

    private Set<String> refused(Collection<String> storageKeys, Predicate<String> action) {
        var end = clock.instant().plus(Limits.OBJECT_DELETION_START_TIME_MAX);
        var refused = ConcurrentHashMap.<String>newKeySet();
        atOnce(storageKeys, key -> {
            if (clock.instant().isAfter(end) || !action.test(key)) {
                refused.add(key);
            }
        });
        return refused;
    }

    /// Runs the action for each key, in parallel. After a failure it begins no more.
    private static void atOnce(Collection<String> storageKeys, Consumer<String> action) {
        var failures = new ConcurrentLinkedQueue<StorageUnavailableException>();
        try (var threads = Executors.newFixedThreadPool(
                Limits.STORAGE_CONNECTIONS, Thread.ofVirtual().factory())) {
            var traced = Trace.carriedBy(threads);
            for (var key : storageKeys) {
                traced.execute(() -> {
                    try {
                        if (failures.isEmpty()) {
                            action.accept(key);
                        }
                    } catch (StorageUnavailableException e) {
                        failures.add(e);
                    }
                });
            }
        }
        var failure = failures.peek();
        if (failure != null) {
            throw failure;
        }
    }

    private static boolean tryDelete(S3 bucket, String storageKey) {
        var status = bucket.send("DELETE", storageKey, Map.of()).status();
        return status == OK || status == NO_CONTENT;
    }

    private PresignedRequest presigned(
            String method,
            String storageKey,
            Map<String, String> headers,
            Map<String, String> signed,
            Map<String, String> query,
            @Nullable Instant end) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS); // as a signature writes it
        var lifetime = end == null ? Limits.PRESIGNED_LIFETIME : lifetime(Duration.between(now, end));
        var url = s3().presign(method, storageKey, signed, query, now, lifetime);
        return new PresignedRequest(url, method, headers, now.plus(lifetime));
    }

    /// The lifetime of a request to something that is there for so long, in whole seconds.
    private static Duration lifetime(Duration left) {
        return Duration.ofSeconds(Math.clamp(left.toSeconds(), 1, Limits.PRESIGNED_LIFETIME.toSeconds()));
    }

    /// S3 always says the length. The JDK's client takes a response that broke off for a whole one.
    private static StoredObject stored(S3.Reply reply) {
        var length = reply.headers().get("Content-Length");
        if (length == null) {
            throw new StorageUnavailableException("S3's response broke off");
        }
        var checksum = reply.headers().getOrDefault(CHECKSUM, "");
        return new StoredObject(
                Long.parseLong(length),
                CHECKSUM_VALUE.matcher(checksum).matches()
                        ? HexFormat.of().formatHex(Base64.getDecoder().decode(checksum))
                        : null);
    }

    static StorageUnavailableException unexpected(int status) {
        return new StorageUnavailableException("S3 answers " + status);
    }

    private synchronized S3 s3() {
        if (s3 == null) {
            s3 = new S3(config.bucketUrl(), config.region(), config.credentials());
        }
        return s3;
    }
}
