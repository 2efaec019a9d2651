package dev.kontor.benchmarks.bucket;

import dev.kontor.exports.StepKey;
import dev.kontor.functions.packaged.PlainJson;
import dev.kontor.local.storage.LocalStorage;
import dev.kontor.shared.Environment;
import dev.kontor.shared.Limits;
import dev.kontor.storage.ObjectPart;
import dev.kontor.storage.ObjectStore;
import dev.kontor.storage.StorageConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// The S3 that `./kontor run` embeds. Where Linux has a file system in memory, its objects are there: the
/// speed of a disk says nothing about either program.
public final class BenchmarkBucket implements AutoCloseable {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long BYTES_NEEDED = 4L << 30;
    private static final int PATIENCE_SECONDS = 60;
    private static final int PIECE_BYTES = 1 << 20;
    private static final String MIME_TYPE = "application/octet-stream";

    private final Path directory;
    private final LinkedBlockingQueue<String> steps = new LinkedBlockingQueue<>();
    private final LocalStorage storage;
    private final ObjectStore store;
    private final byte[] piece = new byte[PIECE_BYTES];
    private final HttpClient client = HttpClient.newHttpClient();

    private BenchmarkBucket(Path directory) throws IOException {
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(new Thread(this::delete)); // for Ctrl-C
        storage = LocalStorage.bind(directory, null).start(List.of(), this::stored);
        store = new ObjectStore(StorageConfig.from(new Environment(storage.environment())));
        new Random(1).nextBytes(piece);
    }

    public static BenchmarkBucket start() throws IOException {
        var hasMemory = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > BYTES_NEEDED;
        var parent =
                hasMemory ? MEMORY : Files.createDirectories(Path.of("target").toAbsolutePath());
        return new BenchmarkBucket(Files.createTempDirectory(parent, "kontor-bucket"));
    }

    /// The environment variables by which the functions find it.
    public Map<String, String> environment() {
        return storage.environment();
    }

    /// Uploads content that cannot be compressed. Thread-safe.
    public void put(StoredContent content) {
        var upload = store.upload(content.key(), content.size(), MIME_TYPE, null);
        var body =
                BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> bytes(content.size())), content.size());
        var request = HttpRequest.newBuilder(URI.create(upload.url())).PUT(body);
        upload.headers().forEach(request::header);
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Copies contents one after the other into one object, as an export does: pieces are read, and sent as
    /// parts once there is enough for one.
    public void copy(Collection<StoredContent> contents, String key) {
        var parts = store.parts();
        var uploadId = parts.begin(key, MIME_TYPE);
        var sent = new ArrayList<ObjectPart>();
        var part = new ByteArrayOutputStream();
        for (var content : contents) {
            for (var from = 0L; from < content.size(); from += Limits.EXPORT_READ_BYTES) {
                var length = (int) Math.min(Limits.EXPORT_READ_BYTES, content.size() - from);
                part.writeBytes(store.read(content.key(), from, length).orElseThrow());
                if (part.size() >= Limits.PART_BYTES_MIN) {
                    sent.add(send(key, uploadId, sent.size() + 1, part));
                }
            }
        }
        sent.add(send(key, uploadId, sent.size() + 1, part));
        parts.complete(key, uploadId, sent);
    }

    private ObjectPart send(String key, String uploadId, int number, ByteArrayOutputStream part) {
        var bytes = part.toByteArray();
        part.reset();
        return store.parts()
                .put(key, uploadId, number, () -> new ByteArrayInputStream(bytes), bytes.length)
                .orElseThrow();
    }

    public void delete(String key) {
        store.delete(Set.of(key));
    }

    /// The event that calls `WriteExport`, as soon as an export's next step is due.
    public String nextStep() throws InterruptedException {
        var step = steps.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (step == null) {
            throw new IllegalStateException("no step of an export is due");
        }
        return step;
    }

    @Override
    public void close() {
        client.close();
        storage.close();
        delete();
    }

    private void stored(String key, Map<String, Object> event) {
        if (StepKey.of(key).isPresent()) {
            steps.add(PlainJson.write(event));
        }
    }

    private InputStream bytes(long size) {
        var pieces = LongStream.range(0, Math.ceilDiv(size, PIECE_BYTES))
                .mapToObj(i -> new ByteArrayInputStream(piece, 0, (int) Math.min(PIECE_BYTES, size - i * PIECE_BYTES)))
                .toList();
        return new SequenceInputStream(Collections.enumeration(pieces));
    }

    private void delete() {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
