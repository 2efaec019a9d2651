package dev.kontor.functions.schedule;

import com.amazonaws.services.lambda.runtime.Context;
import dev.kontor.shared.Result;
import java.time.Duration;
import java.util.function.Supplier;

/// Runs a clean-up batch by batch, each with its own commit, until nothing is left or the function's
/// time is nearly over. Whatever ends a run, the next one goes on from there.
public final class Batches {

    private Batches() {}

    /// Runs batches until one has done nothing.
    ///
    /// @param reserved no batch begins with less than this of the function's time left: at least what
    ///   one batch may need
    /// @param batch returns how much it has done; 0 when nothing was left
    /// @return how much all batches have done
    /// @throws IllegalStateException when a batch returns an error
    public static int all(Context context, Duration reserved, Supplier<Result<Integer>> batch) {
        var total = 0;
        while (context.getRemainingTimeInMillis() > reserved.toMillis()) {
            var count = batch.get().orElseThrow();
            if (count == 0) {
                break;
            }
            total += count;
        }
        return total;
    }
}
