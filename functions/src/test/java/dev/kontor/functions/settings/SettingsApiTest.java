package dev.kontor.functions.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The routes of settings, as docs/api.md has them.
class SettingsApiTest {

    private static final Api API = Api.open();
    private static final String GLOBAL = "/v1/settings";
    private static final String APP = "/v1/settings/apps/notes";
    private static final int LIMIT = 65_536;

    private final Api.User ada = API.newUser();
    private final Api.User eve = API.newUser();

    @AfterAll
    static void close() {
        API.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {GLOBAL, APP})
    @DisplayName("S11: settings are {} by default")
    void noneYetIsAnEmptyObject(String path) {
        var none = ada.get(path).is(200);
        assertThat(none.object()).isEmpty();
        assertThat(none.headers()).containsOnlyKeys("ETag", "Content-Type", "X-Correlation-Id", "Cache-Control");
        assertThat(none.etag()).isEqualTo("\"0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {GLOBAL, APP})
    void patchSetsAndRemovesMembersAndAnswersTheWholeDocument(String path) {
        var first = ada.patch(path, "{\"theme\": \"dark\", \"editor\": {\"size\": 14}}")
                .is(200);
        assertThat(first.object()).isEqualTo(Map.of("theme", "dark", "editor", Map.of("size", 14)));
        var second = ada.patch(path, "{\"theme\": null, \"editor\": {\"wrap\": true}, \"no\": null}")
                .is(200);
        assertThat(second.object()).isEqualTo(Map.of("editor", Map.of("size", 14, "wrap", true)));
        assertThat(second.etag()).isNotEqualTo(first.etag());
        var read = ada.get(path).is(200);
        assertThat(read.json()).isEqualTo(second.json());
        assertThat(read.etag()).isEqualTo(second.etag());
    }

    @Test
    void putReplacesTheGlobalOnesAndLeavesThoseOfApps() {
        ada.patch(GLOBAL, "{\"a\": 1, \"b\": 2}").is(200);
        ada.patch(APP, "{\"a\": 3}").is(200);
        var put = ada.put(GLOBAL, "{\"b\": null, \"c\": 4}").is(200);
        assertThat(put.object()).hasSize(2).containsEntry("b", null).containsEntry("c", 4);
        assertThat(ada.get(GLOBAL).json()).isEqualTo(put.json());
        assertThat(ada.get(APP).object()).isEqualTo(Map.of("a", 3));
    }

    @Test
    void deleteRemovesThoseOfOneAppAndMayBeDoneAgain() {
        ada.patch(GLOBAL, "{\"a\": 1}").is(200);
        ada.patch(APP, "{\"a\": 2}").is(200);
        ada.patch(APP + "2", "{\"a\": 3}").is(200);
        assertThat(ada.delete(APP).is(204).json()).isNull();
        ada.delete(APP).is(204);
        assertThat(ada.get(APP).etag()).isEqualTo("\"0\"");
        assertThat(ada.get(APP).object()).isEmpty();
        assertThat(ada.get(GLOBAL).object()).isEqualTo(Map.of("a", 1));
        assertThat(ada.get(APP + "2").object()).isEqualTo(Map.of("a", 3));
    }

    @Test
    void everyUserHasTheirOwn() {
        ada.patch(GLOBAL, "{\"a\": 1}").is(200);
        ada.patch(APP, "{\"a\": 2}").is(200);
        for (var path : List.of(GLOBAL, APP)) {
            assertThat(eve.get(path).object()).isEmpty();
            eve.patch(path, "{\"b\": 3}").is(200);
            assertThat(eve.get(path).object()).isEqualTo(Map.of("b", 3));
        }
        eve.put(GLOBAL, "{}").is(200);
        eve.delete(APP).is(204);
        assertThat(ada.get(GLOBAL).object()).isEqualTo(Map.of("a", 1));
        assertThat(ada.get(APP).object()).isEqualTo(Map.of("a", 2));
    }

    /// A change, a method and a path.
    static Stream<List<String>> changes() {
        return Stream.of(
                List.of("PATCH", GLOBAL), List.of("PUT", GLOBAL), List.of("PATCH", APP), List.of("DELETE", APP));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void ifMatchHoldsOffAChangeOfWhatHasChanged(List<String> change) {
        var path = change.getLast();
        var stale = ada.patch(path, "{\"a\": 1}").etag();
        var fresh = ada.patch(path, "{\"a\": 2}").etag();
        for (var tag : List.of(stale, "\"0\"", "W/" + fresh, "\"x\"", "\"\"")) {
            change(change, tag).isProblem(412, "PRECONDITION_FAILED");
        }
        change(change, "x").names("If-Match");
        assertThat(ada.get(path).etag()).isEqualTo(fresh);
        assertThat(change(change, stale + ", " + fresh).status()).isIn(200, 204);
        assertThat(change(change, "*").status()).isIn(200, 204);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void theETagOfNoneHoldsAsLongAsThereAreNone(List<String> change) {
        change(change, "\"1\"").isProblem(412, "PRECONDITION_FAILED");
        assertThat(change(change, ada.get(change.getLast()).etag()).status()).isIn(200, 204);
        if (!change.getFirst().equals("DELETE")) {
            change(change, "\"0\"").isProblem(412, "PRECONDITION_FAILED");
        }
    }

    @Test
    void aPatchComesAsEitherTypeAndAReplacementAsJson() {
        var patch = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);
        for (var path : List.of(GLOBAL, APP)) {
            var call = ada.call("PATCH", path);
            API.send(call.base64("application/merge-patch+json", patch)).is(200);
            API.send(call.body("text/plain", "{}")).isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
        }
        API.send(ada.call("PUT", GLOBAL).base64("application/merge-patch+json", patch))
                .isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    /// Documents of exactly so many bytes, made up in different ways.
    static Stream<List<String>> sizes() {
        return Stream.of(
                sized("{\"a\":\"%s\"}", "x"),
                sized("{\"a\":\"%s\"}", " ,"),
                sized("{\"é\":\"%s\"}", "\\\\\\\""),
                sized("{\"😀\":\"%s\"}", "\\n"),
                sized("{\"a\":[%s0]}", "1,"),
                sized("{\"a\":[%s0]}", "[],"),
                sized("{\"a\":[%s0]}", "{\"\":[]},"),
                sized(nested("{\"a\":[%s0]}"), "{},"),
                sized(members(5_000), "z"));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void sixtyFourKibibytesFitAndNotAByteMore(List<String> sizes) {
        var fits = sizes.getFirst();
        var over = sizes.getLast();
        assertThat(fits.getBytes(StandardCharsets.UTF_8)).hasSize(LIMIT);
        var stored = ada.put(GLOBAL, fits).is(200);
        ada.patch(APP, fits).is(200);

        ada.put(GLOBAL, over).isProblem(413, "PAYLOAD_TOO_LARGE");
        ada.patch(GLOBAL, over).isProblem(413, "PAYLOAD_TOO_LARGE");
        ada.patch(APP, over).isProblem(413, "PAYLOAD_TOO_LARGE");
        ada.patch(GLOBAL, "{\"one\": \"more\"}").isProblem(413, "PAYLOAD_TOO_LARGE");
        ada.patch(APP, "{\"one\": \"more\"}").isProblem(413, "PAYLOAD_TOO_LARGE");
        for (var path : List.of(GLOBAL, APP)) {
            assertThat(ada.get(path).json()).isEqualTo(stored.json());
        }
        assertThat(ada.get(GLOBAL).etag()).isEqualTo(stored.etag());

        ada.patch(GLOBAL, "{\"one\": null}").is(200);
    }

    @Test
    void whiteSpaceDoesNotCount() {
        var spaced = "{" + " ".repeat(LIMIT) + "\"a\": \n 1 }";
        assertThat(ada.put(GLOBAL, spaced).is(200).object()).isEqualTo(Map.of("a", 1));
        assertThat(ada.patch(APP, spaced).is(200).object()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void aPatchHasTheSameLimitWhateverItRemoves() {
        var half = "n".repeat(LIMIT / 2);
        var rest = "m".repeat(LIMIT / 2 - "{'':null,'':null}".length());
        ada.put(GLOBAL, "{\"%s\": 1, \"%s\": 2}".formatted(half, rest)).is(200);
        var patch = "{\"%s\": null, \"%s\": null}";
        ada.patch(GLOBAL, patch.formatted(half, rest + "m")).isProblem(413, "PAYLOAD_TOO_LARGE");
        assertThat(ada.patch(GLOBAL, patch.formatted(half, rest)).is(200).object())
                .isEmpty();
    }

    /// A document of the limit's size, and one of a byte more.
    private static List<String> sized(String frame, String filling) {
        var bytes = frame.formatted("").getBytes(StandardCharsets.UTF_8).length;
        var one = filling.getBytes(StandardCharsets.UTF_8).length;
        var filled = frame.formatted(filling.repeat((LIMIT - bytes) / one));
        // What is left is less than one filling: a longer name makes up for it.
        var rest = LIMIT - filled.getBytes(StandardCharsets.UTF_8).length;
        if (rest == 0) {
            return List.of(filled, pad(filled, 1));
        }
        return List.of(pad(filled, rest), pad(filled, rest + 1));
    }

    /// A longer name of the first member.
    private static String pad(String document, int bytes) {
        return document.replaceFirst("\"", "\"" + "n".repeat(bytes));
    }

    private static String nested(String innermost) {
        return "{\"a\":".repeat(45) + innermost + "}".repeat(45);
    }

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"%05d\":1".formatted(i))
                .collect(Collectors.joining(",", "{", ",\"last\":\"%s\"}"));
    }

    private ApiResponse change(List<String> change, String ifMatch) {
        Call call = ada.call(change.getFirst(), change.getLast()).header("if-match", ifMatch);
        return API.send(change.getFirst().equals("DELETE") ? call : call.json("{\"b\": 1}"));
    }
}
