package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.function.RunningFunction;
import dev.kontor.benchmarks.request.MeasuredOperation;
import dev.kontor.functions.packaged.PlainJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Checks that both programs answer a request alike, before anything is measured: the same status,
/// headers and JSON, but for ids that are made, times, links and cursors.
final class SameAnswers {

    private static final String MADE = "made";
    private static final Set<String> MADE_BY_EACH = Set.of(
            "id", "createdAt", "updatedAt", "expiresAt", "url", "nextCursor", "ETag", "Location", "X-Correlation-Id");

    private SameAnswers() {}

    /// @throws IllegalStateException showing both answers where they differ, or are errors
    static void check(MeasuredOperation operation, String user, RunningFunction java, RunningFunction node) {
        compare(operation, operation.request(user), java, node);
        if (operation == MeasuredOperation.CREATE || operation == MeasuredOperation.SPEND) {
            var keyed = operation.keyedRequest(user);
            compare(operation, keyed, java, node);
            compare(operation, keyed, java, node);
        }
    }

    private static void compare(
            MeasuredOperation operation, String request, RunningFunction java, RunningFunction node) {
        var ofJava = comparable(java.invoke(request));
        var ofNode = comparable(node.invoke(request));
        if (!ofJava.equals(ofNode) || !String.valueOf(ofJava.get("statusCode")).startsWith("20")) {
            throw new IllegalStateException(
                    "%s is answered differently:%njava %s%nnode %s".formatted(operation.title(), ofJava, ofNode));
        }
    }

    private static Map<?, ?> comparable(String response) {
        var answer = PlainJson.read(response);
        answer.remove("isBase64Encoded");
        answer.remove("cookies");
        answer.put("body", PlainJson.read(String.valueOf(answer.get("body"))));
        return (Map<?, ?>) withoutMade(answer);
    }

    private static Object withoutMade(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var plain = new TreeMap<String, Object>();
                map.forEach((name, member) -> plain.put(
                        String.valueOf(name),
                        MADE_BY_EACH.contains(String.valueOf(name)) && member != null ? MADE : withoutMade(member)));
                yield plain;
            }
            case List<?> list -> list.stream().map(SameAnswers::withoutMade).toList();
            case null -> "null";
            default -> value;
        };
    }
}
