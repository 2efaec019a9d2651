package dev.kontor.testing;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Runs things at the same time, each on a thread of its own, and waits for all.
public final class Race {

    private Race() {}

    /// The results of `threads` runs, in the order of their numbers from 0. All begin together.
    public static <T> List<T> of(int threads, IntFunction<T> run) {
        var start = new CyclicBarrier(threads);
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var running = IntStream.range(0, threads)
                    .mapToObj(number -> executor.submit(() -> {
                        start.await();
                        return run.apply(number);
                    }))
                    .toList();
            return running.stream().map(Race::result).toList();
        }
    }

    /// The results of different things, in their order.
    @SafeVarargs
    public static <T> List<T> between(Supplier<? extends T>... runs) {
        return of(runs.length, number -> runs[number].get());
    }

    private static <T> T result(Future<T> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
