package dev.kontor.settings;

import static dev.kontor.testing.Store.OTHER_USER;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = Repetitions.of(5, 25);
    private static final IfMatch NONE_YET = matching(UserSettings.NONE);

    private final Store store = Store.open();
    private final Settings settings = store.settings();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void noneYetIsAnEmptyDocument() throws SQLException {
        assertThat(value(settings.get(USER, null))).isEqualTo(UserSettings.NONE);
        assertThat(value(settings.get(USER, "app"))).isEqualTo(UserSettings.NONE);
        assertThat(store.postgres().query("select * from user_settings")).isEmpty();
    }

    @Test
    @DisplayName("S18: settings are inserted or updated, on conflict, in one statement")
    void everyDocumentIsOneRow() throws SQLException {
        patch(null, "{\"a\": 1}");
        patch(null, "{\"b\": {\"c\": 2}}");
        patch("app", "{\"a\": 3}");
        patch("App", "{\"a\": 4}");
        var last = patch(null, "{\"a\": null, \"b\": {\"d\": 5}}");

        assertThat(last.document().text()).isEqualTo("{\"b\": {\"c\": 2, \"d\": 5}}");
        assertThat(value(settings.get(USER, null))).isEqualTo(last);
        assertThat(text("app")).isEqualTo("{\"a\": 3}");
        assertThat(store.postgres().query("select count(*) from user_settings")).containsExactly("3");
    }

    @Test
    @DisplayName("S11: settings are jsonb, {} by default, and can be asked by containment")
    void settingsAreJson() throws SQLException {
        patch(null, "{\"theme\": \"dark\", \"n\": 1.0}");
        store.postgres().execute("insert into user_settings (user_id, app_id) values ('ann', 'a')");

        assertThat(store.postgres().query("""
            select user_id, pg_typeof(settings), settings
            from user_settings
            where settings @> '{"theme": "dark"}' or user_id = 'ann'
            order by 1
            """))
                .containsExactly("ann jsonb {}", USER + " jsonb {\"n\": 1.0, \"theme\": \"dark\"}");
    }

    @Test
    void whatReplacesADocumentIsKeptAsItIs() {
        patch(null, "{\"a\": 1}");

        var replaced = value(settings.replace(USER, null, json("{\"b\": null}"), IfMatch.ANY));

        assertThat(replaced.document().text()).isEqualTo("{\"b\": null}");
        assertThat(text(null)).isEqualTo("{\"b\": null}");
    }

    @Test
    void nobodySeesOrChangesWhatIsAnothers() {
        patch(null, "{\"a\": 1}");
        patch("app", "{\"a\": 2}");

        assertThat(value(settings.get(OTHER_USER, null))).isEqualTo(UserSettings.NONE);
        value(settings.update(OTHER_USER, "app", json("{\"b\": 3}"), IfMatch.ANY));
        value(settings.delete(OTHER_USER, null, IfMatch.ANY));
        value(settings.delete(OTHER_USER, "app", IfMatch.ANY));

        assertThat(text(null)).isEqualTo("{\"a\": 1}");
        assertThat(text("app")).isEqualTo("{\"a\": 2}");
    }

    @Test
    void deletingTakesOneDocumentAndMayBeDoneAgain() {
        patch(null, "{\"a\": 1}");
        patch("app", "{\"a\": 2}");
        patch("other", "{\"a\": 3}");

        value(settings.delete(USER, "app", IfMatch.ANY));
        value(settings.delete(USER, "app", IfMatch.ANY));

        assertThat(value(settings.get(USER, "app"))).isEqualTo(UserSettings.NONE);
        assertThat(text(null)).isEqualTo("{\"a\": 1}");
        assertThat(text("other")).isEqualTo("{\"a\": 3}");
    }

    @Test
    @DisplayName("S9: every update of settings moves updated_at")
    void everyChangeMovesUpdatedAt() {
        var first = patch(null, "{\"a\": 1}");
        var second = patch(null, "{\"a\": 1}");
        var third = value(settings.replace(USER, null, json("{}"), IfMatch.ANY));

        assertThat(first.updatedAt()).isAfter(UserSettings.NONE.updatedAt());
        assertThat(second.updatedAt()).isAfter(first.updatedAt());
        assertThat(third.updatedAt()).isAfter(second.updatedAt());
    }

    @Test
    @DisplayName("S10: settings that have changed since they were read stay as they are")
    void aStaleETagChangesNothing() {
        var old = matching(patch(null, "{\"a\": 1}"));
        var now = matching(patch(null, "{\"a\": 2}"));

        for (var stale : List.of(old, NONE_YET, new IfMatch(List.of()))) {
            assertThat(code(settings.update(USER, null, json("{\"b\": 3}"), stale)))
                    .isEqualTo(ErrorCode.PRECONDITION_FAILED);
            assertThat(code(settings.replace(USER, null, json("{\"b\": 3}"), stale)))
                    .isEqualTo(ErrorCode.PRECONDITION_FAILED);
            assertThat(code(settings.delete(USER, null, stale))).isEqualTo(ErrorCode.PRECONDITION_FAILED);
        }
        assertThat(text(null)).isEqualTo("{\"a\": 2}");

        value(settings.update(USER, null, json("{\"b\": 3}"), now));
        value(settings.delete(USER, null, matching(value(settings.get(USER, null)))));
    }

    @Test
    void whereThereAreNoneOnlyTheirOwnETagHolds() throws SQLException {
        var gone = matching(patch("app", "{\"a\": 1}"));
        value(settings.delete(USER, "app", gone));

        assertThat(code(settings.update(USER, "app", json("{}"), gone))).isEqualTo(ErrorCode.PRECONDITION_FAILED);
        assertThat(code(settings.replace(USER, "app", json("{}"), gone))).isEqualTo(ErrorCode.PRECONDITION_FAILED);
        assertThat(code(settings.delete(USER, "app", gone))).isEqualTo(ErrorCode.PRECONDITION_FAILED);
        assertThat(store.postgres().query("select * from user_settings")).isEmpty();

        value(settings.delete(USER, "app", NONE_YET));
        value(settings.update(USER, "app", json("{\"b\": 2}"), NONE_YET));
        assertThat(text("app")).isEqualTo("{\"b\": 2}");
    }

    @Test
    void aPatchThatWouldMakeThemTooLargeLeavesThemAsTheyWere() {
        var half = "x".repeat(Limits.SETTINGS_BYTES_MAX / 2);
        var before = patch(null, "{\"a\": \"%s\"}".formatted(half));

        var result = settings.update(USER, null, json("{\"b\": \"%s\"}".formatted(half)), IfMatch.ANY);

        assertThat(code(result)).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
        assertThat(value(settings.get(USER, null))).isEqualTo(before);
        patch(null, "{\"a\": null, \"b\": \"%s\"}".formatted(half));
    }

    /// The size is counted in compact JSON: `{"a":["` and `"]}` take ten bytes, and each of the others has one more in
    /// the database's own text.
    @Test
    void theLimitIsThatOfCompactJson() {
        var elements = ",1".repeat(20_000);
        var fill = Limits.SETTINGS_BYTES_MAX - 10 - elements.length();
        for (var more : List.of("", "x", "é")) {
            var document = "{\"a\":[\"%s\"%s]}".formatted("x".repeat(fill) + more, elements);
            var replaced = settings.replace(USER, null, json(document), IfMatch.ANY);
            var patched = settings.update(USER, "app", json(document), IfMatch.ANY);
            if (more.isEmpty()) {
                assertThat(value(replaced).document()).isEqualTo(value(patched).document());
            } else {
                assertThat(code(replaced)).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
                assertThat(code(patched)).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
            }
        }
    }

    @Test
    void ofManyPatchesAtOnceNoneIsLost() {
        Race.of(THREADS, number -> {
            for (var round = 0; round < ROUNDS; round++) {
                patch(null, "{\"n\": {\"%d-%d\": true}}".formatted(number, round));
                patch("app", "{\"%d-%d\": 1}".formatted(number, round));
            }
            return true;
        });

        assertThat(text(null).split("true", -1)).hasSize(THREADS * ROUNDS + 1);
        assertThat(text("app").split(": 1", -1)).hasSize(THREADS * ROUNDS + 1);
    }

    @Test
    void ofManyFirstPatchesAtOnceNoneIsLost() throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;

            Race.of(
                    THREADS,
                    number -> value(settings.update(
                            user, number % 2 == 0 ? null : "app", json("{\"%d\": 1}".formatted(number)), IfMatch.ANY)));

            for (var app : new String[] {null, "app"}) {
                assertThat(value(settings.get(user, app)).document().text().split(": 1", -1))
                        .hasSize(THREADS / 2 + 1);
            }
        }
        assertThat(store.postgres().query("select count(*) from user_settings"))
                .containsExactly(Integer.toString(2 * ROUNDS));
    }

    @Test
    void ofManyThatWantToBeTheFirstOneIs() {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;

            var results = Race.of(
                    THREADS,
                    number -> settings.update(user, null, json("{\"winner\": %d}".formatted(number)), NONE_YET));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(1);
            assertThat(results)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(result -> code(result) == ErrorCode.PRECONDITION_FAILED);
        }
    }

    @Test
    void ofManyWithTheSameETagOneChangesThem() {
        for (var round = 0; round < ROUNDS; round++) {
            var tag = matching(patch(null, "{\"a\": 1}"));

            var results = Race.of(
                    THREADS,
                    number -> number % 2 == 0
                            ? settings.update(USER, null, json("{\"a\": 1}"), tag)
                            : settings.replace(USER, null, json("{}"), tag));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(1);
        }
    }

    /// The change comes first, or no longer finds its ETag. Either way no settings are left.
    @Test
    void aChangeOfWhatIsDeletedMeanwhileMakesNothingNew() {
        for (var round = 0; round < 4 * ROUNDS; round++) {
            var tag = matching(patch("app", "{\"a\": 1}"));

            Race.between(
                    () -> settings.update(USER, "app", json("{\"b\": 2}"), tag),
                    () -> settings.delete(USER, "app", IfMatch.ANY),
                    () -> settings.replace(USER, "app", json("{\"c\": 3}"), tag));

            assertThat(value(settings.get(USER, "app"))).isEqualTo(UserSettings.NONE);
        }
    }

    private UserSettings patch(@Nullable String app, String patch) {
        return value(settings.update(USER, app, json(patch), IfMatch.ANY));
    }

    private String text(@Nullable String app) {
        return value(settings.get(USER, app)).document().text();
    }

    private static JsonText json(String text) {
        return new JsonText(text);
    }

    private static IfMatch matching(UserSettings read) {
        return new IfMatch(List.of(read.updatedAt()));
    }
}
