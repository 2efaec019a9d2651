package dev.kontor.functions.log;

import com.amazonaws.services.lambda.runtime.Context;
import dev.kontor.functions.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// One line of JSON that a function leaves of what it did. CloudWatch makes metrics of the same
/// line, by the embedded metric format. For one thread.
public final class LogLine {

    private static final String NAMESPACE = "Kontor";

    /// By what CloudWatch tells the metrics of one function from those of others, and of other
    /// stacks: Lambda's own name of it.
    private static final String FUNCTION = "function";

    private final Context context;
    private final Instant now = Instant.now();
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();
    private final List<Map<String, String>> metrics = new ArrayList<>();

    public LogLine(Level level, Context context) {
        this.context = context;
        members.put("timestamp", now);
        members.put("level", level);
        members.put("requestId", context.getAwsRequestId());
        members.put(FUNCTION, context.getFunctionName());
    }

    /// @param value for [Json#write]
    public LogLine with(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    /// Adds something that is counted or measured.
    ///
    /// @param unit one of CloudWatch's units
    public LogLine metric(String name, Number value, String unit) {
        metrics.add(Map.of("Name", name, "Unit", unit));
        return with(name, value);
    }

    /// Writes the line to the function's log.
    public void write() {
        var directive = Map.of("Namespace", NAMESPACE, "Dimensions", List.of(List.of(FUNCTION)), "Metrics", metrics);
        members.put("_aws", Map.of("Timestamp", now.toEpochMilli(), "CloudWatchMetrics", List.of(directive)));
        // As bytes, since Lambda would wrap a string into JSON of its own where its log is JSON.
        context.getLogger().log((Json.write(members) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
