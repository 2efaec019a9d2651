package dev.kontor.functions.schedule;

import com.amazonaws.services.lambda.runtime.Context;
import dev.kontor.shared.Result;
import java.time.Duration;
import java.util.function.Supplier;

/// The way a clean-up works: batch after batch, each of which commits, until there is nothing left
/// or the function's time is nearly over. Whatever ends it, the next run goes on from there.
public final class Batches {

    private Batches() {}

    /// @param reserved of the function's time, what is left alone: at least what one batch may need
    /// @param batch answers how much it has done; 0 when there was nothing left
    /// @return how much all have done
    /// @throws IllegalStateException when a batch answers an error
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
