package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.BenchmarkServer;
import dev.kontor.benchmarks.function.RunningFunction;
import dev.kontor.benchmarks.request.MeasuredOperation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Clients that send requests to one function at the same time, each the next one as soon as it has
/// its response.
final class Load {

    private final BenchmarkServer server;
    private final RunningFunction function;
    private final MeasuredOperation operation;
    private final List<String> users;
    private final int clients;
    private final AtomicInteger sent = new AtomicInteger();

    private int requests;
    private Duration elapsed = Duration.ZERO;
    private Duration ofFunction = Duration.ZERO;
    private Duration ofDatabase = Duration.ZERO;

    /// @param users whose requests these are, in turn
    Load(
            BenchmarkServer server,
            RunningFunction function,
            MeasuredOperation operation,
            List<String> users,
            int clients) {
        this.server = server;
        this.function = function;
        this.operation = operation;
        this.users = List.copyOf(users);
        this.clients = clients;
    }

    /// Sends at least so many, which are not counted.
    void warmUp(int requests) {
        var before = sent.get();
        while (sent.get() - before < requests) {
            send(Duration.ofSeconds(1));
        }
    }

    /// Sends for so long, and until the last response is there.
    void run(Duration time) {
        var start = System.nanoTime();
        var function0 = function.processorTime();
        var database0 = server.processorTime();
        requests += send(time);
        elapsed = elapsed.plusNanos(System.nanoTime() - start);
        ofFunction = ofFunction.plus(function.processorTime().minus(function0));
        ofDatabase = ofDatabase.plus(server.processorTime().minus(database0));
    }

    double perSecond() {
        return requests / (elapsed.toNanos() / 1e9);
    }

    double functionMillis() {
        return (double) ofFunction.toMillis() / requests;
    }

    double databaseMillis() {
        return (double) ofDatabase.toMillis() / requests;
    }

    private int send(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        var before = sent.get();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var client = 0; client < clients; client++) {
                threads.execute(() -> sendUntil(end));
            }
        }
        return sent.get() - before;
    }

    private void sendUntil(long end) {
        while (System.nanoTime() < end) {
            var user = users.get(sent.getAndIncrement() % users.size());
            function.request(operation.request(user));
        }
    }
}
