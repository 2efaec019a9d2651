package dev.kontor.functions.log;

import dev.kontor.functions.json.Json;
import dev.kontor.shared.Trace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/// Formats what functions and libraries log as one line of JSON each. The lines of requests are
/// written elsewhere. Thread-safe.
public final class JsonFormatter extends Formatter {

    /// Makes all loggers of this process write such lines.
    public static void install() {
        for (var handler : LogManager.getLogManager().getLogger("").getHandlers()) {
            handler.setFormatter(new JsonFormatter());
        }
    }

    @Override
    public String format(LogRecord record) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("timestamp", record.getInstant());
        members.put("level", level(record.getLevel()));
        InvocationScope.requestId().ifPresent(id -> members.put("requestId", id));
        Trace.current().ifPresent(trace -> members.put("traceId", trace.id()));
        members.put("logger", Objects.requireNonNullElse(record.getLoggerName(), ""));
        members.put("message", formatMessage(record));
        if (record.getThrown() != null) {
            members.put("stackTrace", stackTrace(record.getThrown()));
        }
        return Json.write(members) + "\n";
    }

    /// By the word that Lambda and the lines of requests have for it.
    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        return level.intValue() >= Level.WARNING.intValue() ? "WARN" : "INFO";
    }

    private static String stackTrace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
