package dev.kontor.functions.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the API answered.
///
/// @param body the text; null without one
public record ApiResponse(
        int status, Map<String, String> headers, @Nullable String body) {

    public static ApiResponse of(Map<String, @Nullable Object> response) {
        return new ApiResponse((Integer) Objects.requireNonNull(response.get("statusCode")), headers(response), (String)
                response.get("body"));
    }

    /// The body as plain values; null without one.
    public @Nullable Object json() {
        return body == null ? null : Lambda.value(body);
    }

    @SuppressWarnings("unchecked") // the gateway would refuse anything else
    private static Map<String, String> headers(Map<String, @Nullable Object> response) {
        var headers = (Map<String, String>) response.get("headers");
        return headers == null ? Map.of() : headers;
    }

    /// Asserts the status, and returns this response.
    public ApiResponse is(int expected) {
        assertThat(status).as("%s", this).isEqualTo(expected);
        return this;
    }

    /// Asserts that this is the problem, and returns it.
    public ApiResponse isProblem(int expected, String code) {
        is(expected);
        assertThat(headers).containsEntry("Content-Type", "application/problem+json");
        assertThat(object()).as("%s", this).containsEntry("code", code);
        return this;
    }

    /// Asserts a 400 that names exactly these fields, and returns it.
    public ApiResponse names(String... fields) {
        isProblem(400, "VALIDATION_FAILED");
        assertThat(list("errors")).extracting("field").as("%s", this).containsExactlyInAnyOrder((Object[]) fields);
        return this;
    }

    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> object() {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(json(), "no body");
    }

    public @Nullable Object get(String member) {
        var object = object();
        assertThat(object).as("%s", this).containsKey(member);
        return object.get(member);
    }

    public String text(String member) {
        return (String) Objects.requireNonNull(get(member), member);
    }

    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> object(String member) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(get(member), member);
    }

    @SuppressWarnings("unchecked")
    public List<Map<String, @Nullable Object>> list(String member) {
        return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(get(member), member);
    }

    public List<Map<String, @Nullable Object>> items() {
        return list("items");
    }

    /// One member of each item of a list.
    public List<@Nullable Object> items(String member) {
        return items().stream().<@Nullable Object>map(item -> item.get(member)).toList();
    }

    public String header(String name) {
        return Objects.requireNonNull(headers.get(name), () -> name + " of " + this);
    }

    public String etag() {
        return header("ETag");
    }
}
