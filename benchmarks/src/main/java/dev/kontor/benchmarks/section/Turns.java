package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.BenchmarkServer;
import dev.kontor.benchmarks.function.RunningFunction;
import dev.kontor.benchmarks.report.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Sends requests to one function, one after the other and in several turns, so that two functions
/// can be measured by turns.
final class Turns {

    private final BenchmarkServer server;
    private final RunningFunction function;
    private final Supplier<String> requests;
    private final List<Long> nanos = new ArrayList<>();
    private Duration ofFunction = Duration.ZERO;
    private Duration ofDatabase = Duration.ZERO;

    Turns(BenchmarkServer server, RunningFunction function, Supplier<String> requests) {
        this.server = server;
        this.function = function;
        this.requests = requests;
    }

    /// Sends requests whose time does not count.
    void warmUp(int count) {
        for (var i = 0; i < count; i++) {
            function.request(requests.get());
        }
    }

    void take(int count) {
        var function0 = function.processorTime();
        var database0 = server.processorTime();
        for (var i = 0; i < count; i++) {
            nanos.add(nanosOf(function, requests.get()));
        }
        ofFunction = ofFunction.plus(function.processorTime().minus(function0));
        ofDatabase = ofDatabase.plus(server.processorTime().minus(database0));
    }

    /// The time until a request's response.
    static long nanosOf(RunningFunction function, String request) {
        var start = System.nanoTime();
        function.request(request);
        return System.nanoTime() - start;
    }

    Samples latency() {
        return Samples.ofNanos(nanos);
    }

    /// Milliseconds of the function's processor time per request.
    double functionMillis() {
        return (double) ofFunction.toMillis() / nanos.size();
    }

    /// Milliseconds of the database's processor time per request.
    double databaseMillis() {
        return (double) ofDatabase.toMillis() / nanos.size();
    }

    double peakMebibytes() {
        return function.peakBytes() / (double) (1 << 20);
    }
}
