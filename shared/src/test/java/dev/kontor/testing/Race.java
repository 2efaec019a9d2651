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

    /// The results of two things of which one has a head start of up to six milliseconds, so that in
    /// many rounds each comes first at times: the first in even rounds, the second in odd ones.
    public static <T> List<T> inRound(int round, Supplier<? extends T> first, Supplier<? extends T> second) {
        var headStart = round % 7;
        return between(
                () -> after(round % 2 == 0 ? 0 : headStart, first),
                () -> after(round % 2 == 0 ? headStart : 0, second));
    }

    private static <T> T after(int milliseconds, Supplier<? extends T> run) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return run.get();
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
