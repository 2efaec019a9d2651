package dev.kontor.local.storage;

import dev.kontor.local.http.LoopbackServer;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// An S3 of one bucket on a port of its own, that keeps its objects, its access key and, if it can,
/// its port from one run to the next: links that were given out stay good.
public final class LocalStorage implements AutoCloseable {
    private static final String BUCKET = "kontor";
    private static final String REGION = "local";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final LoopbackServer server;
    private final AccessKey key;
    private final Bucket bucket;
    private volatile @Nullable Deliveries deliveries;

    private LocalStorage(LoopbackServer server, AccessKey key, Bucket bucket) {
        this.server = server;
        this.key = key;
        this.bucket = bucket;
    }

    /// Takes a port, without answering anything yet.
    ///
    /// @param directory no other process's at this time
    public static LocalStorage bind(Path directory) throws IOException {
        var key = AccessKey.in(directory);
        var bucket = new Bucket(objects(directory));
        var server = bindWhereItWas(directory.resolve("storage-port"));
        return new LocalStorage(server, key, bucket);
    }

    /// Deletes all objects in `directory`, which no process may have open.
    public static void delete(Path directory) throws IOException {
        Bucket.delete(objects(directory));
    }

    /// What the functions' environment says of it.
    public Map<String, String> environment() {
        return Map.of(
                "STORAGE_BUCKET", BUCKET,
                "AWS_REGION", REGION,
                "AWS_ENDPOINT_URL_S3", server.url(),
                "AWS_ACCESS_KEY_ID", key.id(),
                "AWS_SECRET_ACCESS_KEY", key.secret());
    }

    /// Answers from now on, and tells of new objects, and of older ones that nobody has been told
    /// of.
    ///
    /// @param listener takes a key, and its event as S3 sends it; what it throws means that it is
    ///   to be told again
    /// @return this, for whoever has to close it before the listener
    public LocalStorage start(BiConsumer<String, Map<String, Object>> listener) throws IOException {
        var events = new NotificationEvent(BUCKET, REGION);
        var telling = new Deliveries(bucket, events, listener, FIRST_PAUSE);
        deliveries = telling;
        var signatures = new SignatureCheck(key, REGION, InstantSource.system());
        server.serve("/", new S3Handler(BUCKET, signatures, bucket, telling));
        telling.resume();
        server.start();
        return this;
    }

    /// Ends what is under way within two seconds.
    @Override
    public void close() {
        server.close();
        var telling = deliveries;
        if (telling != null) {
            telling.close();
        }
    }

    private static LoopbackServer bindWhereItWas(Path file) throws IOException {
        if (Files.exists(file)) {
            try {
                return LoopbackServer.bind(
                        Integer.parseInt(Files.readString(file).strip()));
            } catch (BindException | IllegalArgumentException e) {
                // Another program has it, or the file is no port: any other will do.
            }
        }
        var server = LoopbackServer.bind(0);
        Files.writeString(file, server.port() + "\n");
        return server;
    }

    private static Path objects(Path directory) {
        return directory.resolve("storage");
    }
}
