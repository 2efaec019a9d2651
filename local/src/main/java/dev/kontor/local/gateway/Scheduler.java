package dev.kontor.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.template.LambdaDefinition;
import dev.kontor.template.Schedule;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Calls functions at their rates, the first time at once, as Amazon EventBridge Scheduler would.
/// A function that fails is called again at its next time.
public final class Scheduler implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Scheduler.class.getName());

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    /// @param handlers constructs a function's handler; called once a schedule, before this returns
    public Scheduler(List<Schedule> schedules, Function<LambdaDefinition, RequestHandler<?, ?>> handlers) {
        for (var schedule : schedules) {
            var name = schedule.function().name();
            var function = new LambdaFunction(schedule.function(), handlers.apply(schedule.function()));
            var _ = clock.scheduleAtFixedRate(
                    () -> call(name, function), 0, schedule.rate().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Starts no more calls and interrupts the one in progress.
    @Override
    public void close() {
        clock.shutdownNow();
    }

    private static void call(String name, LambdaFunction function) {
        try {
            function.invoke(event());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, name + " failed; it is called again at its next time", e);
        }
    }

    private static Map<String, Object> event() {
        return Map.of(
                "version", "0",
                "id", UUID.randomUUID().toString(),
                "detail-type", "Scheduled Event",
                "source", "aws.scheduler",
                "time", Instant.now().toString(),
                "detail", "{}");
    }
}
