package dev.kontor.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.kontor.template.LambdaDefinition;
import dev.kontor.template.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SchedulerTest {

    /// A function that records each event and then fails.
    public static final class Failing implements RequestHandler<Map<String, Object>, Map<String, Object>> {
        private final LinkedBlockingQueue<Map<String, Object>> events = new LinkedBlockingQueue<>();

        @Override
        public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
            events.add(event);
            throw new IllegalStateException("as a test wants it");
        }
    }

    private final Failing failing = new Failing();
    private final LambdaDefinition definition = TestGateway.definition("Failing", Failing.class.getName());

    @Test
    void callsAtOnceAndAgainAtItsRateEvenIfAFunctionFails() throws InterruptedException {
        var often = new Schedule(definition, Duration.ofMillis(10));

        try (var _ = new Scheduler(List.of(often), function -> failing)) {
            assertThat(failing.events.take()).containsEntry("detail-type", "Scheduled Event");
            assertThat(failing.events.take()).containsKey("id");
        }
    }

    @Test
    void callsNothingMoreOnceItIsClosed() throws InterruptedException {
        var scheduler = new Scheduler(List.of(new Schedule(definition, Duration.ofMillis(1))), function -> failing);
        failing.events.take();

        scheduler.close();
        Thread.sleep(100); // One call may still have been running.
        failing.events.clear();
        Thread.sleep(100);

        assertThat(failing.events).isEmpty();
    }
}
