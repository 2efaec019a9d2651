package dev.kontor.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.kontor.template.NotificationConfiguration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NotificationDispatcherTest {

    /// A function that records the objects in its events, or fails if a test wants it to.
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
                heard.add(each.getEventTime().getMillis()
                        + " "
                        + each.getS3().getObject().getUrlDecodedKey()
                        + " "
                        + each.getS3().getObject().getSizeAsLong());
            }
            return null;
        }
    }

    private static final Map<String, Object> EVENT = Map.of(
            "Records",
            List.of(Map.of(
                    "eventTime",
                    "1970-01-01T00:00:01Z",
                    "s3",
                    Map.of("object", Map.of("key", "a+b%C3%BC", "size", 5)))));

    @Test
    void whoWantsToKnowIsToldInTheEventTypeOfAws() {
        var functions = new HashMap<String, Listening>();

        new NotificationDispatcher(
                        List.of(
                                notification("All", "", ""),
                                notification("Prefix", "a ", ""),
                                notification("OtherPrefix", "b", ""),
                                notification("Suffix", "a", "ü"),
                                notification("OtherSuffix", "a", "b")),
                        function -> functions.computeIfAbsent(function.name(), _ -> new Listening(false)))
                .accept("a bü", EVENT);

        assertThat(functions)
                .allSatisfy((name, function) -> assertThat(function.heard)
                        .isEqualTo(name.startsWith("Other") ? List.of() : List.of("1000 a bü 5")));
    }

    @Test
    void aFunctionThatFailsIsNamed() {
        var notifier = new NotificationDispatcher(List.of(notification("One", "", "")), _ -> new Listening(true));

        assertThatThrownBy(() -> notifier.accept("a bü", EVENT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("One failed");
    }

    private static NotificationConfiguration notification(String name, String prefix, String suffix) {
        return new NotificationConfiguration(TestGateway.definition(name, Listening.class.getName()), prefix, suffix);
    }
}
