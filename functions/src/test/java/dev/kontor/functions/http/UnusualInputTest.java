package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.Call;
import dev.kontor.functions.testing.Lambda;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Input that is unusual but valid works.
class UnusualInputTest {

    private static final Api API = Api.open();
    private static final String EMOJI = "\uD83D\uDE00";

    private final Api.User ada = API.newUser();

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void charactersAreCodePoints() {
        var name = EMOJI.repeat(500);
        var file = ada.file(name);
        assertThat(ada.get("/v1/files/" + file).get("name")).isEqualTo(name);
        ada.folder(name);
        ada.post("/v1/folders", "{\"name\": \"%s\"}".formatted(name + EMOJI)).names("name");
        var description = EMOJI.repeat(5_000);
        ada.patch("/v1/files/" + file, "{\"description\": \"%s\"}".formatted(description))
                .is(200);
        assertThat(ada.get("/v1/files/" + file).get("description")).isEqualTo(description);
    }

    @Test
    void aSurrogatePairMayBeWrittenAsTwoEscapes() {
        var tag = ada.post("/v1/tags", "{\"name\": \"\\ud83d\\ude00\"}").is(201);
        assertThat(tag.get("name")).isEqualTo(EMOJI);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\\t",
                "\\u00a0",
                "\\u200b",
                "\\u3164 ",
                ".",
                "..",
                ".\\u200b",
                "a\\u0000b",
                "a\\nb",
                "a\\u007f",
                "\\u0085",
                "photo\\u202egpj.exe",
                "\\u202a",
                "\\u2066a"
            })
    void aNameThatNobodyCouldTellFromOthersIsRefused(String name) {
        ada.post("/v1/tags", "{\"name\": \"%s\"}".formatted(name)).names("name");
        ada.post("/v1/folders", "{\"name\": \"%s\"}".formatted(name)).names("name");
        ada.post("/v1/files", "{\"name\": \"%s\", \"mimeType\": \"a/b\", \"size\": 1}".formatted(name))
                .names("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "a.", " a ", "می\u200Cخواهم", "👨\u200D👩\u200D👧", "א\u200F", "\u0301"})
    void anUnusualNameIsAName(String name) {
        assertThat(ada.post("/v1/tags", "{\"name\": \"%s\"}".formatted(name))
                        .is(201)
                        .get("name"))
                .isEqualTo(name);
    }

    @Test
    void aBodyThatNobodyReadsMayBeAnything() {
        var file = ada.file("a");
        API.upload(file, 1);
        var restore = ada.call("POST", "/v1/files/" + file + "/versions/1/restore");
        API.send(restore.header("idempotency-key", "k").base64("text/plain", "no base64"))
                .is(200);
    }

    @Test
    void anEmptyPatchChangesNothing() {
        var tag = "/v1/tags/" + ada.tag("t");
        var nothing = ada.get("/v1/settings").etag();
        assertThat(ada.patch("/v1/settings", "{}").is(200).etag()).isEqualTo(nothing);
        ada.patch("/v1/settings/apps/a", "{\"b\": 1}").is(200);
        for (var path : List.of(
                "/v1/files/" + ada.file("a"),
                "/v1/folders/" + ada.folder("b"),
                "/v1/settings",
                "/v1/settings/apps/a")) {
            var before = ada.get(path).is(200);
            var after = ada.patch(path, "{}").is(200);
            assertThat(after.etag()).isEqualTo(before.etag());
            var read = ada.get(path).is(200);
            assertThat(read.json()).isEqualTo(before.json());
            API.send(ada.call("PATCH", path).json("{}").header("If-Match", "\"1\""))
                    .is(412);
        }
        var first = ada.patch(tag, "{}").is(200);
        assertThat(ada.patch(tag, "{}").is(200).json()).isEqualTo(first.json());
        API.send(ada.call("PATCH", tag).json("{}").header("If-Match", "\"1\"")).is(412);
        ada.patch("/v1/files/" + UUID.randomUUID(), "{}").isProblem(404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void blanksAroundTheSearchedTextDoNotCount() {
        ada.file("Quarterly report.pdf");
        for (var blanks : List.of("%20", "%C2%A0", "%E3%80%80", "%09")) {
            assertThat(ada.get("/v1/search?q=" + blanks + "report" + blanks).items("name"))
                    .containsExactly("Quarterly report.pdf");
            ada.get("/v1/search?q=" + blanks).names("q");
        }
    }

    @Test
    void aBodyMayArriveInBase64() {
        var body = "{\"name\": \"naïve %s\"}".formatted(EMOJI).getBytes(StandardCharsets.UTF_8);
        var created = API.send(ada.call("POST", "/v1/tags").base64("application/json", body))
                .is(201);
        assertThat(created.get("name")).isEqualTo("naïve " + EMOJI);
        var patch = "{\"color\": \"red\"}".getBytes(StandardCharsets.UTF_8);
        API.send(ada.call("PATCH", created.header("Location")).base64("application/merge-patch+json", patch))
                .is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "Application/JSON;charset=\"UTF-8\"",
                "APPLICATION/JSON",
                "application/json ;  version=1"
            })
    void theContentTypeMayHaveParametersAndAnyCase(String contentType) {
        API.send(ada.call("POST", "/v1/tags").body(contentType, "{\"name\": \"a\"}"))
                .is(201);
    }

    @Test
    void theContentTypeMayBeMissing() {
        var call = ada.call("POST", "/v1/tags");
        API.send(new Call(call.method(), call.path(), call.headers(), "{\"name\": \"a\"}", false, call.authorizer()))
                .is(201);
    }

    @Test
    void headersMayBeInAnyCase() {
        var path = "/v1/tags/" + ada.tag("a");
        var call = ada.call("PATCH", path);
        API.send(call.json("{}").header("If-Match", "\"x\"")).is(412);
        var tagged = new Call("PATCH", path, call.headers(), "{}", false, call.authorizer());
        API.send(tagged.header("Content-Type", "text/plain")).is(415);
    }

    @Test
    void theSameTagTwiceIsTheTagOnce() {
        var tag = ada.tag("t");
        var created = ada.post("/v1/files", """
            {"name":"a","mimeType":"a/b","size":1,"tagIds":["%s","%s","%s"]}
            """.formatted(tag, tag, tag.toUpperCase(Locale.ROOT)))
                .is(201);
        assertThat(ada.get(created.header("Location")).list("tags"))
                .extracting("id")
                .containsExactly(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1.0", "5e3", "5.0e0", "-0", "5368709120"})
    void aSizeIsAnyWholeNumber(String size) {
        var body = "{\"name\": \"a\", \"mimeType\": \"a/b\", \"size\": %s}".formatted(size);
        ada.post("/v1/files", body).is(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1e0", "10e-1", "1.000e3", "1e3", "1000.00"})
    void anAmountIsAnyWholeNumber(String amount) {
        ada.credits(1_000);
        var body = "{\"amount\": %s, \"description\": \"\"}".formatted(amount);
        var used = ada.post("/v1/credits/usage", body, "k").is(201).object("transaction");
        assertThat(used.get("amount")).isEqualTo(-new BigDecimal(amount).intValueExact());
    }

    @Test
    void textsOfCreditsAreInAnyScriptUpToTheirLimits() {
        ada.credits(1);
        var appId = EMOJI.repeat(100);
        var description = EMOJI.repeat(5_000);
        var body = "{\"amount\": 1, \"description\": \"%s\", \"appId\": \"%s\"}".formatted(description, appId);
        var used = ada.post("/v1/credits/usage", body, "k").is(201).object("transaction");
        assertThat(used).containsEntry("description", description).containsEntry("appId", appId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain; charset=utf-8",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "image/svg+xml",
                "X-Foo/x.bar"
            })
    void aMimeTypeIsKeptAndFoundAsItIs(String type) {
        var body = "{\"name\": \"a\", \"mimeType\": \"%s\", \"size\": 1}".formatted(type);
        ada.post("/v1/files", body).is(201);
        assertThat(ada.get("/v1/files?mimeType=" + Call.encode(type)).items("mimeType"))
                .containsExactly(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "/etc/passwd", "../a", "C:\\x", "%_\\", "null", " a ", "\u200Fabc"})
    void aFileNameMayHoldAnythingElse(String name) {
        var id = ada.file(name);
        assertThat(ada.get("/v1/files/" + id).get("name")).isEqualTo(name);
        var body = "{\"name\": %s, \"mimeType\": \"a/b\", \"size\": 1}".formatted(Lambda.json(name));
        ada.post("/v1/files?onConflict=rename", body).is(201);
    }

    @Test
    void aDescriptionMayBeEmpty() {
        var path = "/v1/files/" + ada.file("a");
        assertThat(ada.patch(path, "{\"description\": \"\"}").is(200).get("description"))
                .isEqualTo("");
    }

    @Test
    void anEmptyPatchChangesNothingThatShows() {
        var path = "/v1/files/" + ada.file("a");
        var before = ada.get(path).object();
        var after = ada.patch(path, "{}").is(200).object();
        before.remove("updatedAt");
        after.remove("updatedAt");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void twentyTagsAreNotTooManyAndOneMoreIs() {
        var tags = IntStream.rangeClosed(1, 21).mapToObj(i -> ada.tag("t" + i)).toList();

        var file = ada.post("/v1/files", fileWith(tags.subList(0, 20))).is(201).object("file");

        assertThat(file.get("tags")).asInstanceOf(LIST).hasSize(20);
        ada.post("/v1/files", fileWith(tags)).names("tagIds");
        ada.put("/v1/files/%s/tags/%s".formatted(file.get("id"), tags.getLast()))
                .names("tagId");
        ada.put("/v1/files/%s/tags/%s".formatted(file.get("id"), tags.getFirst()))
                .is(204);
    }

    private static String fileWith(List<String> tagIds) {
        return """
            {"name": "a", "mimeType": "a/b", "size": 1, "tagIds": %s}
            """.formatted(Lambda.json(tagIds));
    }

    @Test
    void aTagsNameHasAHundredCharacters() {
        var tag = ada.tag(EMOJI.repeat(100));
        ada.post("/v1/tags", "{\"name\": \"%s\"}".formatted("x".repeat(101))).names("name");
        ada.patch("/v1/tags/" + tag, "{\"name\": \"%s\"}".formatted("x".repeat(101)))
                .names("name");
        ada.patch("/v1/tags/" + tag, "{\"color\": \"rød\"}").names("color");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"\":{\"\":[]}}",
                "{\"a b\":\"\u0001\u007f \u2028 \uD83D\uDE00 \\\" \\\\ / ' -- %s {a}\"}",
                "{\"__proto__\":{\"constructor\":1},\"$ref\":\"#\",\"null\":null}",
                "{\"n\":[0,-1,1.5,9007199254740993,1.10,0.000001]}",
                "{\"a\":[null,true,false,{\"b\":null}]}"
            })
    void settingsMayHoldAnyJson(String json) {
        var settings =
                ada.put("/v1/settings", json.replace("\u0001", "\\u0001")).is(200);
        assertThat(settings.json()).isEqualTo(Lambda.value(json.replace("\u0001", "\\u0001")));
        assertThat(ada.get("/v1/settings").json()).isEqualTo(settings.json());
    }

    @Test
    void settingsMayBeFiftyLevelsDeep() {
        var deep = "{\"a\":".repeat(49) + "[]" + "}".repeat(49);
        assertThat(ada.put("/v1/settings", deep).is(200).json()).isEqualTo(Lambda.value(deep));
        assertThat(ada.patch("/v1/settings", deep.replace("[]", "{}")).is(200).json())
                .isEqualTo(Lambda.value(deep.replace("[]", "{}")));
        ada.put("/v1/settings", "{\"a\":".repeat(50) + "[]" + "}".repeat(50)).names("body");
    }

    /// Numbers come back in full: an exponent would make a short text of what is stored as long.
    @Test
    void settingsHoldNumbersOfFourHundredDigits() {
        var digits = "1" + "0".repeat(399);
        var stored = ada.put("/v1/settings", "{\"a\": 1e399, \"b\": 1e-400}").is(200);
        assertThat(stored.get("a")).hasToString(digits);
        assertThat(stored.body()).contains("0." + "0".repeat(399) + "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ".", "a b", "a+b", "a%2Fb", "%25", "重要", "A", "%F0%9F%98%80"})
    void anAppMayBeCalledAnything(String app) {
        var encoded = app.contains("%") ? app : Call.encodeSegment(app);
        var path = "/v1/settings/apps/" + encoded;
        ada.patch(path, "{\"a\": 1}").is(200);
        assertThat(ada.get(path).object()).containsEntry("a", 1);
        assertThat(ada.get("/v1/settings/apps/a").object()).isEmpty();
        ada.delete(path).is(204);
    }

    @Test
    void anIdOfAnyVersionIsWellFormed() {
        for (var id : List.of(new UUID(0, 0), new UUID(-1, -1))) {
            ada.get("/v1/files/" + id).isProblem(404, "RESOURCE_NOT_FOUND");
        }
    }
}
