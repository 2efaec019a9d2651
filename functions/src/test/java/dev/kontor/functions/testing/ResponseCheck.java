package dev.kontor.functions.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Compares responses with `functions/openapi.yaml`. A status, a header or a member that is not
/// described is a fault of the response or of the description. Threads may share it.
public final class ResponseCheck {

    private static final String CONTENT_TYPE = "content-type";

    private ResponseCheck() {}

    /// Fails the test whose response this is, unless it is as described.
    ///
    /// @param operation the operation's id
    /// @param headers names in upper or lower case
    public static void check(String operation, int status, Map<String, String> headers, @Nullable String body) {
        var findings = findings(operation, status, headers, body);
        if (!findings.isEmpty()) {
            throw new AssertionError("%s is not as functions/openapi.yaml describes it:\n- %s\nIt is %d %s\n%s"
                    .formatted(operation, String.join("\n- ", findings), status, headers, body));
        }
        SeenStatuses.add(operation, status);
    }

    static List<String> findings(String operation, int status, Map<String, String> headers, @Nullable String body) {
        var described = ApiDescription.operations().get(operation);
        if (described == null) {
            return List.of("there is no such operation");
        }
        var response = described.responses().get(Integer.toString(status));
        if (response == null) {
            return List.of("the status %d is not described".formatted(status));
        }
        var sent = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        sent.putAll(headers);
        var findings = new ArrayList<>(headerFindings(ApiDescription.map(response.get("headers")), sent));
        findings.addAll(bodyFindings(
                operation, status, ApiDescription.map(response.get("content")), sent.get(CONTENT_TYPE), body));
        return findings;
    }

    private static List<String> headerFindings(Map<String, Object> described, Map<String, String> sent) {
        var findings = new ArrayList<String>();
        var lowerCase = new TreeMap<String, Object>(String.CASE_INSENSITIVE_ORDER);
        lowerCase.putAll(described);
        sent.forEach((name, value) -> {
            if (lowerCase.containsKey(name)) {
                var header = ApiDescription.map(lowerCase.get(name));
                AnswerSchemas.header(header, value)
                        .forEach(error -> findings.add("the header %s: %s".formatted(name, error)));
            } else if (!name.toLowerCase(Locale.ROOT).equals(CONTENT_TYPE)) {
                findings.add("the header %s is not described".formatted(name));
            }
        });
        described.forEach((name, header) -> {
            if (Boolean.TRUE.equals(ApiDescription.map(header).get("required")) && !sent.containsKey(name)) {
                findings.add("the header %s is missing".formatted(name));
            }
        });
        return findings;
    }

    private static List<String> bodyFindings(
            String operation,
            int status,
            Map<String, Object> content,
            @Nullable String contentType,
            @Nullable String body) {
        if (content.isEmpty()) {
            return body == null && contentType == null ? List.of() : List.of("a body is not described");
        }
        if (body == null || contentType == null) {
            return List.of("the body or its content type is missing");
        }
        if (!content.containsKey(contentType)) {
            return List.of("the content type %s is not described".formatted(contentType));
        }
        return AnswerSchemas.body(operation, status, contentType, body);
    }
}
