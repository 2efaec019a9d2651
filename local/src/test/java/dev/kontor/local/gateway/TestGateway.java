package dev.kontor.local.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.template.LambdaDefinition;
import dev.kontor.template.Template;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A gateway with the routes of `gateway-template.yaml`. Tests send it raw bytes over a socket.
final class TestGateway implements AutoCloseable {
    private final Map<String, RequestHandler<?, ?>> handlers = new ConcurrentHashMap<>();
    private final Gateway gateway;

    TestGateway() {
        try {
            gateway = Gateway.bind(0, null);
            gateway.serveJson("/own.json", () -> "{\"own\":true}");
            gateway.start(
                    Template.read(Path.of("../template/src/test/resources/gateway-template.yaml")),
                    definition -> handlers.computeIfAbsent(definition.name(), _ -> newHandler(definition)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Recorder function(String name) {
        return (Recorder) Objects.requireNonNull(handlers.get(name));
    }

    TestAuthorizer authorizer() {
        return (TestAuthorizer) Objects.requireNonNull(handlers.get("Doorkeeper"));
    }

    Reply get(String target, String... headerLines) throws IOException {
        return send("GET", target, new byte[0], headerLines);
    }

    Reply send(String method, String target, byte[] body, String... headerLines) throws IOException {
        var head = new StringBuilder(
                method + " " + target + " HTTP/1.1\r\nHost: api.example.com:81\r\nConnection: close\r\n");
        for (var line : headerLines) {
            head.append(line).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        try (var socket = open()) {
            var out = new ByteArrayOutputStream();
            out.write(head.append("\r\n").toString().getBytes(UTF_8));
            out.write(body);
            socket.getOutputStream().write(out.toByteArray());
            return Reply.parse(socket.getInputStream().readAllBytes());
        }
    }

    Socket open() throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), URI.create(gateway.url()).getPort());
    }

    @Override
    public void close() {
        gateway.close();
    }

    /// Defines a function with only the settings that a test needs.
    static LambdaDefinition definition(String name, String handler) {
        return new LambdaDefinition(name, handler, Path.of("any.zip"), Duration.ofSeconds(3), null, Set.of());
    }

    private static RequestHandler<?, ?> newHandler(LambdaDefinition definition) {
        return definition.name().equals("Doorkeeper") ? new TestAuthorizer() : new Recorder();
    }

    /// A response as it came over the wire. Its header lines are in lower case.
    record Reply(int status, String head, String body) {
        static Reply parse(byte[] bytes) {
            var latin1 = new String(bytes, ISO_8859_1);
            var split = latin1.indexOf("\r\n\r\n");
            var body = new String(bytes, split + 4, bytes.length - split - 4, UTF_8);
            return new Reply(
                    Integer.parseInt(latin1.substring(9, 12)),
                    latin1.substring(0, split).toLowerCase(Locale.ROOT),
                    body);
        }
    }
}
