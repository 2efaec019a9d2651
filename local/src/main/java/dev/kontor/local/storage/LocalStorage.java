package dev.kontor.local.storage;

import dev.kontor.local.containers.Bridge;
import dev.kontor.local.http.HttpListener;
import dev.kontor.template.CorsRule;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// An S3 with one bucket, on its own port. It keeps its objects, its access key and, if possible,
/// its port from one run to the next, so that presigned links stay valid.
public final class LocalStorage implements AutoCloseable {
    private static final String BUCKET = "kontor";
    private static final String REGION = "local";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final HttpListener server;
    private final AccessKey key;
    private final Bucket bucket;
    private volatile @Nullable Deliveries deliveries;

    private LocalStorage(HttpListener server, AccessKey key, Bucket bucket) {
        this.server = server;
        this.key = key;
        this.bucket = bucket;
    }

    /// Takes a port. The server does not respond before `start`.
    ///
    /// @param directory the directory of its data, which no other process may use at this time
    /// @param bridge containers reach it there; null for none
    public static LocalStorage bind(Path directory, @Nullable Bridge bridge) throws IOException {
        var key = AccessKey.in(directory);
        var bucket = new Bucket(objects(directory));
        var server = bindWhereItWas(directory.resolve("storage-port"), bridge);
        return new LocalStorage(server, key, bucket);
    }

    /// Deletes all objects in `directory`, which no process may have open.
    public static void delete(Path directory) throws IOException {
        Bucket.delete(objects(directory));
    }

    /// The environment variables by which the functions find this S3.
    public Map<String, String> environment() {
        return Map.of(
                "STORAGE_BUCKET", BUCKET,
                "AWS_REGION", REGION,
                "AWS_ENDPOINT_URL_S3", server.url(),
                "AWS_ACCESS_KEY_ID", key.id(),
                "AWS_SECRET_ACCESS_KEY", key.secret());
    }

    /// Responds to requests from now on, and delivers the notifications of new objects and those
    /// that earlier runs left.
    ///
    /// @param cors the rules for pages of other origins, in the order in which they are tried
    /// @param listener takes a key and its event in S3's form; an exception means that the delivery
    ///   is to be repeated
    /// @return this, so that it can be closed before the listener
    public LocalStorage start(List<CorsRule> cors, BiConsumer<String, Map<String, Object>> listener)
            throws IOException {
        MultipartStore.abortOld(bucket);
        var events = new ObjectCreatedEvents(BUCKET, REGION);
        var started = new Deliveries(bucket, events, listener, FIRST_PAUSE);
        deliveries = started;
        var signatures = new SignatureCheck(key, REGION, InstantSource.system());
        server.serve("/", new S3Handler(BUCKET, signatures, new BucketCors(cors), bucket, started));
        started.resume();
        server.start();
        return this;
    }

    /// Accepts no more requests, and gives those in progress two seconds.
    @Override
    public void close() {
        server.close();
        var started = deliveries;
        if (started != null) {
            started.close();
        }
    }

    private static HttpListener bindWhereItWas(Path file, @Nullable Bridge bridge) throws IOException {
        if (Files.exists(file)) {
            try {
                var port = Integer.parseInt(Files.readString(file).strip());
                return HttpListener.bind(port, bridge);
            } catch (BindException | IllegalArgumentException e) {
                // Another program has the port, or the file is damaged: any other port will do.
            }
        }
        var server = HttpListener.bind(0, bridge);
        Files.writeString(file, server.port() + "\n");
        return server;
    }

    private static Path objects(Path directory) {
        return directory.resolve("storage");
    }
}
