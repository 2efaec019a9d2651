package dev.kontor.template;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The path of a route: `/v1/files/{id}`, where `{id}` stands for one segment that is not empty.
/// A last `{proxy+}` stands for one or more segments. The order goes from the most specific to the
/// least specific, as API Gateway tries routes: segment by segment, text before `{id}` before
/// `{proxy+}`.
public final class PathTemplate implements Comparable<PathTemplate> {
    private final List<String> segments;

    /// @throws IllegalArgumentException it does not begin with a slash
    public PathTemplate(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path must begin with '/': " + text);
        }
        this.segments = segmentsOf(text);
    }

    /// The variables' values in a decoded path; empty where the path has another form.
    Optional<Map<String, String>> match(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        var given = segmentsOf(path);
        var variables = new LinkedHashMap<String, String>();
        for (var i = 0; i < segments.size(); i++) {
            var expected = segments.get(i);
            if (i >= given.size()) {
                return Optional.empty();
            } else if (isGreedy(expected)) {
                var rest = String.join("/", given.subList(i, given.size()));
                variables.put(expected.substring(1, expected.length() - 2), rest);
                return rest.isEmpty() ? Optional.empty() : Optional.of(variables);
            } else if (isVariable(expected) && !given.get(i).isEmpty()) {
                variables.put(expected.substring(1, expected.length() - 1), given.get(i));
            } else if (!expected.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return given.size() == segments.size() ? Optional.of(variables) : Optional.empty();
    }

    @Override
    public int compareTo(PathTemplate other) {
        for (var i = 0; i < Math.min(segments.size(), other.segments.size()); i++) {
            var order = Integer.compare(rank(segments.get(i)), rank(other.segments.get(i)));
            if (order != 0) {
                return order;
            }
        }
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathTemplate template && segments.equals(template.segments);
    }

    @Override
    public int hashCode() {
        return segments.hashCode();
    }

    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }

    private static List<String> segmentsOf(String path) {
        return Arrays.asList(path.substring(1).split("/", -1));
    }

    private static int rank(String segment) {
        return isGreedy(segment) ? 2 : isVariable(segment) ? 1 : 0;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static boolean isGreedy(String segment) {
        return segment.startsWith("{") && segment.endsWith("+}");
    }
}
