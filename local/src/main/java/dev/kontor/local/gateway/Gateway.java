package dev.kontor.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.local.http.LoopbackServer;
import java.io.IOException;
import java.net.BindException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// The HTTP server of one API. How many requests reach the database at once is the pool's affair.
public final class Gateway implements AutoCloseable {
    private final LoopbackServer server;

    private Gateway(LoopbackServer server) {
        this.server = server;
    }

    /// Takes the port, without answering anything yet.
    ///
    /// @param port 0 for any that is free
    /// @throws BindException another program has this port
    public static Gateway bind(int port) throws IOException {
        return new Gateway(LoopbackServer.bind(port));
    }

    /// As in `http://127.0.0.1:8080`, without a slash behind it.
    public String url() {
        return server.url();
    }

    /// Serves JSON of the gateway's own beside the routes. To be called before `start`.
    public void serveJson(String path, Supplier<String> json) {
        server.serve(path, exchange -> {
            try (exchange) {
                var found = exchange.getRequestURI().getPath().equals(path);
                (found
                                ? GatewayResponse.json(200, json.get())
                                : GatewayError.notFound().answer())
                        .send(exchange, "");
            }
        });
    }

    /// Serves the routes from now on.
    ///
    /// @param handlers makes a function's handler, once each, before this returns
    public void start(List<Route> routes, Function<LambdaDefinition, RequestHandler<?, ?>> handlers) {
        server.serve("/", new Dispatcher(routes, handlers));
        server.start();
    }

    /// Takes no more requests, gives those under way two seconds, and returns.
    @Override
    public void close() {
        server.close();
    }
}
