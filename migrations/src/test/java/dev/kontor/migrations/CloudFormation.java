package dev.kontor.migrations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kontor.migrations.json.JsonScalars;
import dev.kontor.migrations.session.Deadline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// CloudFormation's side of the deploy gate: sends the events of a custom resource, and takes the
/// answers at an address of its own. It keeps what the last deploy that was completed has given the
/// resource, as a stack does.
final class CloudFormation implements AutoCloseable {

    /// As long as template.yaml lets the function run, unless a test says otherwise.
    private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(330);

    private final HttpServer server;
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    private @Nullable String migrations;

    /// @param status `SUCCESS` or `FAILED`
    /// @param request its method and its content type
    record Answer(String status, String reason, JsonScalars fields, String body, String request) {}

    CloudFormation() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    /// The statuses that the next answers get, in place of 200.
    void answerWith(Integer... failures) {
        statuses.addAll(List.of(failures));
    }

    /// All answers so far, also those that were not taken.
    List<Answer> answers() {
        return answers;
    }

    /// Creates or updates the stack's resource; on a failure rolls back, with the function that the
    /// stack had before.
    ///
    /// @return the answer that decided it
    Answer deploy(Migrate function, Migrate earlier, String wanted) throws Exception {
        var before = migrations;
        var answer = send(function, before == null ? "Create" : "Update", wanted, before);
        migrations = wanted;
        if (answer.status().equals("FAILED")) {
            rollBack(earlier, before);
        }
        return answer;
    }

    /// Takes the last deploy back, as when something after the gate fails.
    Answer rollBack(Migrate earlier, @Nullable String before) throws Exception {
        var answer = before == null
                ? send(earlier, "Delete", migrations, null)
                : send(earlier, "Update", before, migrations);
        migrations = before;
        return answer;
    }

    @Nullable
    String migrations() {
        return migrations;
    }

    /// One event, and the answer to it.
    Answer send(Migrate function, String type, @Nullable String wanted, @Nullable String before) throws Exception {
        return send(function, type, wanted, before, FUNCTION_TIMEOUT);
    }

    Answer send(Migrate function, String type, @Nullable String wanted, @Nullable String before, Duration remaining)
            throws Exception {
        var event = """
            {"RequestType": "%s", "ResponseURL": "%s", "StackId": "arn:aws:cloudformation:eu-central-1:1:stack/kontor/1",
             "RequestId": "7a5b", "LogicalResourceId": "Schema", "ResourceType": "Custom::Schema",
             "ResourceProperties": {"ServiceToken": "arn:aws:lambda", "Migrations": %s}%s%s}
            """.formatted(
                type,
                "http://127.0.0.1:" + server.getAddress().getPort() + "/?signature=secret",
                json(wanted),
                before == null ? "" : ", \"OldResourceProperties\": {\"Migrations\": %s}".formatted(json(before)),
                type.equals("Create") ? "" : ", \"PhysicalResourceId\": \"schema\"");
        function.handleRequest(
                new ByteArrayInputStream(event.getBytes(UTF_8)), OutputStream.nullOutputStream(), context(remaining));
        return answers.getLast();
    }

    private static String json(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var fields = JsonScalars.read(new ByteArrayInputStream(body.getBytes(UTF_8)));
        answers.add(new Answer(
                fields.text("/Status"),
                fields.text("/Reason"),
                fields,
                body,
                exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Content-Type")));
        exchange.sendResponseHeaders(statuses.isEmpty() ? 200 : statuses.removeFirst(), -1);
        exchange.close();
    }

    private static Context context(Duration remaining) {
        var end = Deadline.in(remaining);
        return (Context) Proxy.newProxyInstance(
                CloudFormation.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (_, method, _) -> switch (method.getName()) {
                    case "getRemainingTimeInMillis" -> (int) end.remaining().toMillis();
                    case "getLogStreamName" -> "2026/11/25/[$LATEST]1";
                    default -> throw new UnsupportedOperationException();
                });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
