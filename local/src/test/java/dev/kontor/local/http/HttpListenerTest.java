package dev.kontor.local.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.containers.Bridge;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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
    private static final int CLOSED_SERVERS = 300;
    private static final int SLOW_CLIENTS = 300;
    private static final int PATIENCE_MILLIS = 30_000;

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

    @Test
    void aRefusalOrAnUnreadBodyDoesNotCostTheConnection() throws Exception {
        try (var server = start(null);
                var socket = open(server)) {
            send(socket, "POST /refuse HTTP/1.1\nHost: a\nContent-Length: 5\n\nhello");
            send(socket, "POST /none HTTP/1.1\nHost: a\nContent-Length: 5\n\nhello");
            send(socket, "POST /echo HTTP/1.1\nHost: a\nContent-Length: 5\nConnection: close\n\nhello");
            assertThat(rest(socket))
                    .containsSubsequence("HTTP/1.1 400", "HTTP/1.1 204", "HTTP/1.1 200", "Connection: close", "hello");
        }
    }

    @Test
    void aClientThatWaitsForTheGoAheadGetsIt() throws Exception {
        try (var server = start(null);
                var socket = open(server)) {
            send(socket, """
                POST /echo HTTP/1.1
                Host: a
                Content-Length: 5
                Expect: 100-continue
                Connection: close

                """);
            assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 100");
            send(socket, "hello");
            assertThat(rest(socket)).contains("HTTP/1.1 200").endsWith("hello");
        }
    }

    @Test
    void slowClientsKeepNobodyWaiting() throws Exception {
        var slow = new ArrayList<Socket>();
        try (var server = start(null)) {
            for (var i = 0; i < SLOW_CLIENTS; i++) {
                slow.add(open(server));
                send(slow.getLast(), "POST /echo HTTP/1.1\nHost: a\nContent-Length: 5\nConnection: close\n\nhe");
            }
            assertThat(status("127.0.0.1", server.port())).isEqualTo(NO_CONTENT);
            for (var socket : slow) {
                send(socket, "llo");
                assertThat(rest(socket)).startsWith("HTTP/1.1 200").endsWith("hello");
                socket.close();
            }
        }
    }

    @Test
    void aRequestInProgressIsAnsweredWhenTheServerCloses() throws Exception {
        var begun = new CountDownLatch(1);
        var server = HttpListener.bind(0, null);
        server.serve("/", exchange -> {
            begun.countDown();
            exchange.send(200, exchange.body().readAllBytes());
        });
        server.start();
        try (var socket = open(server)) {
            send(socket, "POST / HTTP/1.1\nHost: a\nContent-Length: 5\n\nhe");
            begun.await();
            var closing = Thread.ofVirtual().start(server::close);
            send(socket, "llo");
            assertThat(rest(socket)).startsWith("HTTP/1.1 200").endsWith("hello");
            closing.join();
        }
        assertThatThrownBy(() -> open(server)).isInstanceOf(ConnectException.class);
    }

    /// As long as a thread waits for a connection, the kernel accepts some for a port that is closed.
    @Test
    void aPortIsFreeAsSoonAsTheServerHasClosed() throws Exception {
        for (var i = 0; i < CLOSED_SERVERS; i++) {
            var server = start(null);
            assertThat(status("127.0.0.1", server.port())).isEqualTo(NO_CONTENT);
            server.close();
            assertThatThrownBy(() -> open(server)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aRequestWithoutAResponseLosesItsConnection() throws Exception {
        try (var server = HttpListener.bind(0, null)) {
            server.serve("/", exchange -> {
                if (exchange.rawPath().equals("/fail")) {
                    throw new IllegalStateException("as a broken handler would");
                }
            });
            server.start();
            for (var path : List.of("/", "/fail")) {
                try (var socket = open(server)) {
                    send(socket, "GET " + path + " HTTP/1.1\nHost: a\n\n");
                    assertThat(rest(socket)).isEmpty();
                }
            }
        }
    }

    private static HttpListener start(@Nullable Bridge bridge) throws IOException {
        var server = HttpListener.bind(0, bridge);
        server.serve("/", exchange -> exchange.send(NO_CONTENT));
        server.serve("/echo", exchange -> exchange.send(200, exchange.body().readAllBytes()));
        server.serve("/refuse", exchange -> exchange.send(400));
        server.start();
        return server;
    }

    private static Socket open(HttpListener server) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(US_ASCII));
    }

    /// All that the server sends until it closes the connection.
    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
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
