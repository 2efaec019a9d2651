package dev.kontor.functions.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.shared.Trace;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A log record becomes one line of JSON that names its request.
final class JsonFormatterTest {

    @ParameterizedTest
    @CsvSource({"SEVERE, ERROR", "WARNING, WARN", "INFO, INFO", "FINE, INFO"})
    void aRecordIsOneLine(String level, String word) {
        var record = new LogRecord(Level.parse(level), "two\nlines of {0}");
        record.setLoggerName("dev.kontor.Trash");
        record.setParameters(new Object[] {"\"text\""});

        assertThat(format(record))
                .contains(
                        entry("level", word),
                        entry("logger", "dev.kontor.Trash"),
                        entry("message", "two\nlines of \"text\""))
                .doesNotContainKeys("requestId", "stackTrace");
    }

    @Test
    void aFaultHasItsStackTraceOnTheSameLine() {
        var record = new LogRecord(Level.SEVERE, "it failed");
        record.setThrown(new IllegalStateException("why"));

        assertThat((String) format(record).get("stackTrace"))
                .contains("IllegalStateException: why", "\tat " + getClass().getName());
    }

    @Test
    void withinAnInvocationItTellsWhichOneItIs() {
        var line = InvocationScope.within(new LambdaContext(), () -> format(new LogRecord(Level.INFO, "now")));

        assertThat(line).contains(entry("requestId", LambdaContext.REQUEST_ID));
    }

    @Test
    void withinATraceItTellsWhichOneItIs() {
        var trace = Trace.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        var line = Trace.within(trace, () -> format(new LogRecord(Level.INFO, "now")));

        assertThat(line).contains(entry("traceId", "0af7651916cd43dd8448eb211c80319c"));
    }

    private static Map<String, @Nullable Object> format(LogRecord record) {
        var line = new JsonFormatter().format(record);
        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        return Lambda.object(line);
    }
}
