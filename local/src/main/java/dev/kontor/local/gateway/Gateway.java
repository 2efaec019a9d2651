package dev.kontor.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/// The HTTP server of one API, on the loopback address only. A request has a virtual thread of its
/// own; how many of them reach the database at once is the pool's affair.
public final class Gateway implements AutoCloseable {
    private static final int SECONDS_FOR_REQUESTS_UNDER_WAY = 2;
    private static final int LONGEST_QUEUE_OF_CONNECTIONS = 1024;

    static {
        // Otherwise an answer in two packets waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private Gateway(HttpServer server) {
        this.server = server;
        server.setExecutor(executor);
    }

    /// Takes the port, without answering anything yet.
    ///
    /// @param port 0 for any that is free
    /// @throws BindException another program has this port
    public static Gateway bind(int port) throws IOException {
        var address =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        return new Gateway(HttpServer.create(address, LONGEST_QUEUE_OF_CONNECTIONS));
    }

    /// As in `http://127.0.0.1:8080`, without a slash behind it.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Serves JSON of the gateway's own beside the routes. To be called before `start`.
    public void serveJson(String path, Supplier<String> json) {
        server.createContext(
                path,
                exchange -> {
                    try (exchange) {
                        var found = exchange.getRequestURI().getPath().equals(path);
                        (found ? Answer.json(200, json.get()) : Refusal.notFound().answer())
                                .send(exchange, "");
                    }
                });
    }

    /// Serves the routes from now on.
    ///
    /// @param handlers makes a function's handler, once each, before this returns
    public void start(
            List<Route> routes, Function<LambdaDefinition, RequestHandler<?, ?>> handlers) {
        server.createContext("/", new Dispatcher(routes, handlers));
        server.start();
    }

    /// Takes no more requests, gives those under way two seconds, and returns.
    @Override
    public void close() {
        server.stop(SECONDS_FOR_REQUESTS_UNDER_WAY);
        executor.shutdownNow();
    }
}
