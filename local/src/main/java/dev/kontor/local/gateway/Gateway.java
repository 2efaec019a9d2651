package dev.kontor.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.local.containers.Bridge;
import dev.kontor.local.http.ExchangeHandler;
import dev.kontor.local.http.HttpListener;
import dev.kontor.template.LambdaDefinition;
import dev.kontor.template.Template;
import java.io.IOException;
import java.net.BindException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The HTTP server of one API. It does not limit concurrent requests; the connection pool does.
public final class Gateway implements AutoCloseable {
    private final HttpListener server;

    private Gateway(HttpListener server) {
        this.server = server;
    }

    /// Takes the port. The server does not respond before `start`.
    ///
    /// @param port 0 for any that is free
    /// @param bridge containers reach the API there; null for none
    /// @throws BindException another program has this port
    public static Gateway bind(int port, @Nullable Bridge bridge) throws IOException {
        return new Gateway(HttpListener.bind(port, bridge));
    }

    /// The base URL, such as `http://127.0.0.1:8080`, without a slash at the end.
    public String url() {
        return server.url();
    }

    /// Serves a JSON document of the gateway itself. Call this before `start`.
    public void serveJson(String path, Supplier<String> json) {
        server.serve(path, exchange -> {
            var found = exchange.rawPath().equals(path);
            var response = found
                    ? GatewayResponse.json(200, json.get())
                    : GatewayError.notFound().response();
            response.send(exchange, "");
        });
    }

    /// Serves what is no part of the API. Call this before `start`.
    ///
    /// @param path the beginning of the paths that go to the handler
    public void serve(String path, ExchangeHandler handler) {
        server.serve(path, handler);
    }

    /// Serves the template's routes from now on.
    ///
    /// @param handlers constructs a function's handler; called once a function, before this returns
    public void start(Template template, Function<LambdaDefinition, RequestHandler<?, ?>> handlers) {
        server.serve("/", new Dispatcher(template, handlers));
        server.start();
    }

    /// Accepts no more requests, and gives those in progress two seconds.
    @Override
    public void close() {
        server.close();
    }
}
