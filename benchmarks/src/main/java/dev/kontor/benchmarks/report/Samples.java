package dev.kontor.benchmarks.report;

import java.util.Collection;

/// Times in milliseconds, sorted.
public final class Samples {

    private final double[] sorted;

    private Samples(double[] sorted) {
        this.sorted = sorted;
    }

    /// @param nanos at least one
    public static Samples ofNanos(Collection<Long> nanos) {
        return new Samples(
                nanos.stream().mapToDouble(each -> each / 1e6).sorted().toArray());
    }

    public double median() {
        return percentile(50);
    }

    public double percentile(int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }
}
