package dev.kontor.local.http;

import dev.kontor.local.containers.Bridge;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An HTTP server on the loopback address, and on the containers' bridge if there is one. Each
/// connection has its own virtual thread.
public final class HttpListener implements AutoCloseable {
    private static final Duration TIME_FOR_REQUESTS_IN_PROGRESS = Duration.ofSeconds(2);
    private static final int MAX_TRIES = 20;
    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    private final HttpPort loopback;
    private final @Nullable HttpPort bridged;
    private final ConcurrentSkipListMap<String, ExchangeHandler> handlers = new ConcurrentSkipListMap<>(LONGEST_FIRST);

    private HttpListener(HttpPort loopback, @Nullable HttpPort bridged) {
        this.loopback = loopback;
        this.bridged = bridged;
    }

    /// Takes the port. The server does not respond before `start`.
    ///
    /// @param port 0 for any that is free
    /// @param bridge takes the same port there, and drops the connection of a peer that is not on the
    ///   bridge; null for the loopback address only
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
        var loopback = HttpPort.bind(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port, _ -> true);
        try {
            var bridged = bridge == null ? null : HttpPort.bind(bridge.address(), loopback.number(), bridge::admits);
            return new HttpListener(loopback, bridged);
        } catch (IOException e) {
            loopback.close(Duration.ZERO);
            throw e;
        }
    }

    public int port() {
        return loopback.number();
    }

    /// The base URL, such as `http://127.0.0.1:8080`, without a slash at the end.
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /// Gives all paths with this prefix to one handler; of several, the longest prefix counts. Call this
    /// before `start`.
    public void serve(String prefix, ExchangeHandler handler) {
        handlers.put(prefix, handler);
    }

    public void start() {
        ports().forEach(port -> port.start(this::handle));
    }

    private void handle(Exchange exchange) throws IOException {
        for (var served : handlers.entrySet()) {
            if (exchange.rawPath().startsWith(served.getKey())) {
                served.getValue().handle(exchange);
                return;
            }
        }
        exchange.send(404);
    }

    /// Accepts no more requests, and gives those in progress two seconds.
    @Override
    public void close() {
        // Both wait at the same time.
        ports().parallel().forEach(port -> port.close(TIME_FOR_REQUESTS_IN_PROGRESS));
    }

    private Stream<HttpPort> ports() {
        return bridged == null ? Stream.of(loopback) : Stream.of(loopback, bridged);
    }
}
