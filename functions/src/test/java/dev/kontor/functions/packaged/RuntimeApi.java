package dev.kontor.functions.packaged;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The Lambda Runtime API (version 2018-06-01) for one process of one function: hands out events
/// and takes answers. What a function reports as an error arrives as a [FunctionError].
public final class RuntimeApi implements AutoCloseable {

    static {
        // Without TCP_NODELAY every call waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final String INIT_ERROR = "/2018-06-01/runtime/init/error";
    private static final String RESTORE = "/2018-06-01/runtime/restore/next";

    private record Invocation(String id, String event) {}

    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<String>> responses = new ConcurrentHashMap<>();
    private final CompletableFuture<String> initError = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration timeout;
    private final HttpServer server;
    private final CountDownLatch checkpoint = new CountDownLatch(1);
    private final CountDownLatch restore = new CountDownLatch(1);
    private volatile boolean ended;

    /// @param timeout of the function, whose deadline it is told
    public RuntimeApi(Duration timeout) throws IOException {
        this.timeout = timeout;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(INVOCATION, this::serveInvocation);
        server.createContext(INIT_ERROR, this::serveInitError);
        server.createContext(RESTORE, this::serveRestore);
        server.start();
    }

    /// The address, as `AWS_LAMBDA_RUNTIME_API` names it.
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public CompletableFuture<String> invoke(String event) {
        var id = UUID.randomUUID().toString();
        var answer = new CompletableFuture<String>();
        responses.put(id, answer);
        if (ended) {
            processEnded();
        }
        waiting.add(new Invocation(id, event));
        return answer;
    }

    /// The function's error when it could not start.
    public CompletableFuture<String> initError() {
        return initError;
    }

    /// Waits until the process is ready for its snapshot, which is where it then stands still.
    public boolean awaitCheckpoint(int seconds) throws InterruptedException {
        return checkpoint.await(seconds, TimeUnit.SECONDS);
    }

    /// Lets the process go on, as if restored from its snapshot.
    public void restore() {
        restore.countDown();
    }

    /// Whoever still waits for an answer waits in vain.
    public void processEnded() {
        ended = true;
        var end = new FunctionError("the process ended");
        initError.completeExceptionally(end);
        responses.values().forEach(answer -> answer.completeExceptionally(end));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serveInvocation(HttpExchange exchange) throws IOException {
        var rest = exchange.getRequestURI().getPath().substring(INVOCATION.length());
        if (rest.equals("next")) {
            serveNext(exchange);
            return;
        }
        var id = rest.substring(0, rest.indexOf('/'));
        var body = body(exchange);
        reply(exchange, 202, new byte[0]);
        var answer = responses.remove(id);
        if (answer == null) {
            throw new IOException("an answer to no invocation: " + rest);
        }
        if (rest.endsWith("/response")) {
            answer.complete(body);
        } else {
            answer.completeExceptionally(new FunctionError(body));
        }
    }

    private void serveNext(HttpExchange exchange) throws IOException {
        initError.completeExceptionally(new FunctionError("it started"));
        try {
            var invocation = waiting.take();
            var deadline = System.currentTimeMillis() + timeout.toMillis();
            var headers = exchange.getResponseHeaders();
            headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
            headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
            headers.set(
                    "Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:kontor");
            headers.set("Content-Type", "application/json");
            reply(exchange, 200, invocation.event().getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            exchange.close();
        }
    }

    private void serveRestore(HttpExchange exchange) throws IOException {
        checkpoint.countDown();
        try {
            restore.await();
            reply(exchange, 200, new byte[0]);
        } catch (InterruptedException e) {
            exchange.close();
        }
    }

    private void serveInitError(HttpExchange exchange) throws IOException {
        var body = body(exchange);
        reply(exchange, 202, new byte[0]);
        initError.complete(body);
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /// The error object that a function reported instead of an answer.
    public static final class FunctionError extends Exception {
        private static final long serialVersionUID = 1;

        FunctionError(String report) {
            super(report);
        }
    }
}
