package dev.kontor.functions.snapshot;

import dev.kontor.functions.log.StandInContext;
import dev.kontor.shared.Limits;

/// The context of a priming call. Its log lines are thrown away, since they would count among the
/// metrics.
final class PrimingContext extends StandInContext {

    private static final String NAME = "priming";

    PrimingContext() {
        super(NAME);
    }

    @Override
    public String getAwsRequestId() {
        return NAME;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Limits.FUNCTION_TIMEOUT.toMillis();
    }

    @Override
    public void log(String message) {}

    @Override
    public void log(byte[] message) {}
}
