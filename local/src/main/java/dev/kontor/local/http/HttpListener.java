package dev.kontor.local.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.kontor.local.containers.Bridge;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An HTTP server on the loopback address, and on the containers' bridge if there is one. Each
/// request runs on its own virtual thread.
public final class HttpListener implements AutoCloseable {
    private static final int SECONDS_FOR_REQUESTS_IN_PROGRESS = 2;
    private static final int MAX_QUEUED_CONNECTIONS = 1024;
    private static final int MAX_TRIES = 20;

    static {
        // Otherwise a response in two packets waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer loopback;
    private final @Nullable HttpServer bridged;
    private final @Nullable Bridge bridge;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpListener(HttpServer loopback, @Nullable HttpServer bridged, @Nullable Bridge bridge) {
        this.loopback = loopback;
        this.bridged = bridged;
        this.bridge = bridge;
        servers().forEach(server -> server.setExecutor(executor));
    }

    /// Takes the port. The server does not respond before `start`.
    ///
    /// @param port 0 for any that is free
    /// @param bridge takes the same port there; null for the loopback address only
    /// @throws BindException another program has this port
    public static HttpListener bind(int port, @Nullable Bridge bridge) throws IOException {
        for (var tries = 1; ; tries++) {
            try {
                return bindBoth(port, bridge);
            } catch (BindException e) {
                // A port that is free on one address may be taken on the other.
                if (port != 0 || tries == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static HttpListener bindBoth(int port, @Nullable Bridge bridge) throws IOException {
        var loopback = create(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        try {
            var bridged = bridge == null
                    ? null
                    : create(bridge.address(), loopback.getAddress().getPort());
            return new HttpListener(loopback, bridged, bridge);
        } catch (IOException e) {
            // A server that never started would keep its port.
            loopback.start();
            loopback.stop(0);
            throw e;
        }
    }

    private static HttpServer create(InetAddress address, int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(address, port), MAX_QUEUED_CONNECTIONS);
    }

    public int port() {
        return loopback.getAddress().getPort();
    }

    /// The base URL, such as `http://127.0.0.1:8080`, without a slash at the end.
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /// Gives all paths with this prefix to one handler. Call this before `start`.
    public void serve(String path, HttpHandler handler) {
        loopback.createContext(path, handler);
        if (bridged != null && bridge != null) {
            bridged.createContext(path, fromContainers(bridge, handler));
        }
    }

    public void start() {
        servers().forEach(HttpServer::start);
    }

    /// Accepts no more requests, and gives those in progress two seconds.
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            // Both wait at the same time.
            servers().parallel().forEach(server -> server.stop(SECONDS_FOR_REQUESTS_IN_PROGRESS));
            executor.shutdownNow();
        }
    }

    private Stream<HttpServer> servers() {
        return bridged == null ? Stream.of(loopback) : Stream.of(loopback, bridged);
    }

    /// Drops the connection of a peer that is not on the bridge, without a response.
    private static HttpHandler fromContainers(Bridge bridge, HttpHandler handler) {
        return exchange -> {
            if (bridge.admits(exchange.getRemoteAddress().getAddress())) {
                handler.handle(exchange);
            } else {
                exchange.close();
            }
        };
    }
}
