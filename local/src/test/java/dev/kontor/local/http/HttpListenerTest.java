package dev.kontor.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.containers.Bridge;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A second loopback address stands in for the bridge's. Linux has all loopback addresses. A
/// request to any of them comes from 127.0.0.1.
@EnabledOnOs(OS.LINUX)
final class HttpListenerTest {
    private static final String BRIDGE = "127.0.0.2";
    private static final int NO_CONTENT = 204;

    @Test
    void withoutABridgeOnlyTheLoopbackAddressAnswers() throws Exception {
        try (var server = start(null)) {
            assertThat(status("127.0.0.1", server.port())).isEqualTo(NO_CONTENT);
            assertThatThrownBy(() -> status(BRIDGE, server.port())).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void withABridgeBothAddressesAnswerAtTheSamePort() throws Exception {
        try (var server = start(bridge(8))) {
            assertThat(status("127.0.0.1", server.port())).isEqualTo(NO_CONTENT);
            assertThat(status(BRIDGE, server.port())).isEqualTo(NO_CONTENT);
        }
    }

    @Test
    void aPeerThatIsNotOnTheBridgeGetsNoResponse() throws Exception {
        try (var server = start(bridge(32))) {
            assertThat(status("127.0.0.1", server.port())).isEqualTo(NO_CONTENT);
            assertThatThrownBy(() -> status(BRIDGE, server.port())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aPortThatIsTakenOnTheBridgeIsTaken() throws Exception {
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(BRIDGE, 0));
            assertThatThrownBy(() -> HttpListener.bind(other.getLocalPort(), bridge(8)))
                    .isInstanceOf(BindException.class);
            // The failed call has released the loopback address.
            HttpListener.bind(other.getLocalPort(), null).close();
        }
    }

    private static HttpListener start(@Nullable Bridge bridge) throws IOException {
        var server = HttpListener.bind(0, bridge);
        server.serve("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(NO_CONTENT, -1);
            }
        });
        server.start();
        return server;
    }

    private static Bridge bridge(int prefixLength) throws IOException {
        return new Bridge(InetAddress.getByName(BRIDGE), prefixLength);
    }

    private static int status(String host, int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/"));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }
}
