package dev.kontor.local.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// An HTTP server on the loopback address only. Each request runs on its own virtual thread.
public final class LoopbackServer implements AutoCloseable {
    private static final int SECONDS_FOR_REQUESTS_IN_PROGRESS = 2;
    private static final int MAX_QUEUED_CONNECTIONS = 1024;

    static {
        // Otherwise a response in two packets waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean closed = new AtomicBoolean();

    private LoopbackServer(HttpServer server) {
        this.server = server;
        server.setExecutor(executor);
    }

    /// Takes the port. The server does not respond before `start`.
    ///
    /// @param port 0 for any that is free
    /// @throws BindException another program has this port
    public static LoopbackServer bind(int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        return new LoopbackServer(HttpServer.create(address, MAX_QUEUED_CONNECTIONS));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// The base URL, such as `http://127.0.0.1:8080`, without a slash at the end.
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /// Gives all paths with this prefix to one handler. Call this before `start`.
    public void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    public void start() {
        server.start();
    }

    /// Accepts no more requests, and gives those in progress two seconds.
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            server.stop(SECONDS_FOR_REQUESTS_IN_PROGRESS);
            executor.shutdownNow();
        }
    }
}
