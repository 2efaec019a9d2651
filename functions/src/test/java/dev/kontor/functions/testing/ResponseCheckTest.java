package dev.kontor.functions.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the check of all responses finds, and that it names it.
final class ResponseCheckTest {

    private static final String TAG = """
        {"id": "7a600000-0000-4000-8000-000000000001", "name": "a", "color": null,
         "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z"}
        """;

    private static final Map<String, String> HEADERS =
            Map.of("content-type", "application/json", "Cache-Control", "no-store", "ETag", "\"a\"");

    @Test
    void whatIsDescribedPasses() {
        assertThat(findings(200, TAG)).isEmpty();
        assertThat(ResponseCheck.findings("DeleteTag", 204, Map.of("Cache-Control", "no-store"), null))
                .isEmpty();
    }

    @Test
    void aStatusThatIsNotDescribedIsFound() {
        assertThat(findings(202, TAG)).containsExactly("the status 202 is not described");
        assertThatThrownBy(() -> ResponseCheck.check("UpdateTag", 202, HEADERS, TAG))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the status 202 is not described");
    }

    @Test
    void anOperationThatIsNotDescribedIsFound() {
        assertThat(ResponseCheck.findings("PaintTag", 200, HEADERS, TAG)).containsExactly("there is no such operation");
    }

    @Test
    void headersThatAreNotDescribedAreFound() {
        assertThat(findings(withHeader("X-Powered-By", "tea"), TAG))
                .containsExactly("the header X-Powered-By is not described");
    }

    @Test
    void headersThatAreMissingOrMalformedAreFound() {
        var without = new HashMap<>(HEADERS);
        without.remove("ETag");
        assertThat(findings(without, TAG)).containsExactly("the header ETag is missing");
        assertThat(findings(withHeader("ETag", "a"), TAG))
                .singleElement()
                .asString()
                .startsWith("the header ETag: ");
        assertThat(findings(withHeader("Cache-Control", "public"), TAG)).hasSize(1);
    }

    @Test
    void anotherContentTypeIsFound() {
        assertThat(findings(withHeader("content-type", "text/html"), TAG))
                .containsExactly("the content type text/html is not described");
        assertThat(ResponseCheck.findings("UpdateTag", 200, HEADERS, null))
                .containsExactly("the body or its content type is missing");
        assertThat(ResponseCheck.findings("DeleteTag", 204, Map.of(), TAG)).containsExactly("a body is not described");
    }

    @Test
    void membersThatAreMissingOrOfAnotherTypeAreFound() {
        assertThat(findings(200, TAG.replace("\"color\": null,", "")))
                .contains(": required property 'color' not found");
        assertThat(findings(200, TAG.replace("\"a\"", "1"))).contains("/name: integer found, string expected");
        assertThat(findings(200, TAG.replace("7a600000-", "")))
                .anyMatch(finding -> finding.startsWith("/id: does not match the uuid pattern"));
        assertThat(findings(200, TAG.replace("T00:00:00Z", "")))
                .anyMatch(finding -> finding.startsWith("/createdAt: does not match the date-time pattern"));
    }

    /// At any depth, and where a schema is made of several.
    @Test
    void membersThatAreNotDescribedAreFound() {
        var secret = "property 'secret' is not evaluated and the schema does not allow unevaluated properties";
        var secretTag = with("\"secret\": 1", TAG);
        var page = "{\"items\": [%s], \"total\": 1, \"page\": 1, \"limit\": 20, \"nextCursor\": null}";
        var folder = with(
                "\"type\": \"folder\", \"parentFolderId\": null, \"description\": null, \"isFavorite\": true",
                TAG.replace("\"color\": null,", ""));

        assertThat(findings(200, secretTag)).containsExactly(": " + secret);
        assertThat(ofList("ListTags", page.formatted(TAG))).isEmpty();
        assertThat(ofList("ListTags", page.formatted(secretTag))).contains("/items/0: " + secret);
        assertThat(ofList("ListTags", with("\"secret\": 1", page.formatted(TAG))))
                .containsExactly(": " + secret);
        assertThat(ofList("ListFolderChildren", page.formatted(folder))).isEmpty();
        assertThat(ofList("ListFolderChildren", page.formatted(with("\"secret\": 1", folder))))
                .contains("/items/0: " + secret);
    }

    private static String with(String member, String object) {
        return object.replaceFirst("\\{", "{" + member + ", ");
    }

    private static Map<String, String> withHeader(String name, String value) {
        var more = new HashMap<>(HEADERS);
        more.put(name, value);
        return more;
    }

    private static List<String> findings(int status, String body) {
        return ResponseCheck.findings("UpdateTag", status, HEADERS, body);
    }

    private static List<String> findings(Map<String, String> headers, String body) {
        return ResponseCheck.findings("UpdateTag", 200, headers, body);
    }

    private static List<String> ofList(String operation, String body) {
        return ResponseCheck.findings(operation, 200, Map.of("content-type", "application/json"), body);
    }
}
