package dev.kontor.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class NotifierTest {

    /// A function that keeps which objects it hears of, unless it is to fail.
    public static final class Listening implements RequestHandler<S3Event, Void> {
        private final List<String> heard = new ArrayList<>();
        private final boolean fails;

        Listening(boolean fails) {
            this.fails = fails;
        }

        @Override
        public Void handleRequest(S3Event event, Context context) {
            if (fails) {
                throw new AssertionError("as a test wants it");
            }
            for (var each : event.getRecords()) {
                heard.add(
                        each.getEventTime().getMillis()
                                + " "
                                + each.getS3().getObject().getUrlDecodedKey()
                                + " "
                                + each.getS3().getObject().getSizeAsLong());
            }
            return null;
        }
    }

    private static final Map<String, Object> EVENT =
            Map.of(
                    "Records",
                    List.of(
                            Map.of(
                                    "eventTime",
                                    "1970-01-01T00:00:01Z",
                                    "s3",
                                    Map.of("object", Map.of("key", "a+b%C3%BC", "size", 5)))));

    @Test
    void everyFunctionIsToldInTheEventTypeOfAws() {
        var one = new Listening(false);
        var two = new Listening(false);

        new Notifier(
                        List.of(definition("One"), definition("Two")),
                        function -> function.name().equals("One") ? one : two)
                .accept(EVENT);

        assertThat(one.heard).isEqualTo(two.heard).containsExactly("1000 a bü 5");
    }

    @Test
    void aFunctionThatFailsIsNamed() {
        var notifier = new Notifier(List.of(definition("One")), _ -> new Listening(true));

        assertThatThrownBy(() -> notifier.accept(EVENT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("One failed");
    }

    private static LambdaDefinition definition(String name) {
        return new LambdaDefinition(name, Listening.class.getName(), Duration.ofSeconds(3));
    }
}
