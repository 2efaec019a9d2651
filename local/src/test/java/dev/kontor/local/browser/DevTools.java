package dev.kontor.local.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// A connection to a browser by its DevTools protocol: calls with their results, and events. One
/// connection serves all tabs. Thread-safe.
final class DevTools implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong lastCall = new AtomicLong();
    private final Map<Long, CompletableFuture<Map<String, Object>>> calls = new ConcurrentHashMap<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    /// @param session the tab that it happened in; empty for the browser itself
    record Event(String session, String name, Map<String, Object> parameters) {}

    DevTools(URI address) {
        this.socket =
                client.newWebSocketBuilder().buildAsync(address, new Receiver()).join();
    }

    /// Hears of every event from now on, on the thread that reads the connection.
    void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    /// Returns the result of a command.
    ///
    /// @param session the tab; null for the browser itself
    Map<String, Object> call(@Nullable String session, String method, Map<String, ?> parameters) {
        var id = lastCall.incrementAndGet();
        var answer = new CompletableFuture<Map<String, Object>>();
        calls.put(id, answer);
        var command = new HashMap<String, Object>(Map.of("id", id, "method", method, "params", parameters));
        if (session != null) {
            command.put("sessionId", session);
        }
        send(JsonUtil.toJson(command));
        var message = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (message.containsKey("error")) {
            throw new AssertionError(method + ": " + message.get("error"));
        }
        return object(message, "result");
    }

    /// A socket sends one message at a time.
    private synchronized void send(String text) {
        socket.sendText(text, true).join();
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }

    @SuppressWarnings("unchecked") // JSON's names are texts.
    static Map<String, Object> object(Map<String, Object> parent, String name) {
        return (Map<String, Object>) Objects.requireNonNull(parent.get(name), name);
    }

    private void receive(String text) {
        var message = parse(text);
        if (message.get("id") instanceof Long id) {
            var call = calls.remove(id);
            if (call != null) {
                call.complete(message);
            }
        } else {
            var session = Objects.toString(message.get("sessionId"), "");
            var event = new Event(session, Objects.toString(message.get("method")), object(message, "params"));
            listeners.forEach(listener -> listener.accept(event));
        }
    }

    private static Map<String, Object> parse(String text) {
        try {
            return JsonUtil.parseJson(text);
        } catch (JoseException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                receive(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
