package dev.kontor.search;

import static dev.kontor.testing.Store.OTHER_USER;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.nobody;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.files.FilePatch;
import dev.kontor.files.NewFile;
import dev.kontor.folders.FolderPatch;
import dev.kontor.folders.NewFolder;
import dev.kontor.shared.Change;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.SortKey;
import dev.kontor.testing.Store;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The results of a search, and their order.
final class ItemSearchTest {

    private final Store store = Store.open();

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Übersicht.pdf, ubersicht",
        "ubersicht.pdf, ÜBERSICHT",
        "Straße.txt, strasse",
        "STRASSE.txt, straße",
        "Crème brûlée, CREME BRULEE",
        "creme brulee, Crème Brûlée",
        "Œuvre, oeuvre",
        "smørrebrød, smorrebrod",
        "İstanbul, istanbul",
        "ΑΘΗΝΑ, Αθήνα",
        "Ёлка, елка",
        "Việt Nam, viet nam",
        "東京タワー, 京タ",
        "😀 party, 😀",
        "ﬁnal.doc, final",
        "Κώστας, ΚΩΣ",
        "ΤΙΜΟΛΟΓΙΟΣ.pdf, τιμολογιος",
        "\u1112\u1161\u11AB\u1100\u1173\u11AF.hwp, 한글",
        "한글.hwp, \u1112\u1161\u11AB\u1100\u1173\u11AF",
        "カ\u3099ソリン, ガソリン",
        "отчёт.pdf, \u0435\u0308т",
        "и\u0306од, йод",
        "ا\u0654حمد, أحمد",
        "مُحَمَّد.pdf, محمد",
        "שָׁלוֹם, שלום",
        "Screenshot 3\u202FPM, 3 pm",
        "請求書\u3000三月, 書 三",
    })
    void caseAndAccentsDoNotMatter(String name, String searched) {
        store.file(name, null);

        assertThat(names(searched)).containsExactly(name);
    }

    @Test
    void anAccentMayBeACharacterOfItsOwn() {
        store.file("U\u0308bersicht", null); // as macOS writes names

        assertThat(names("übersicht")).hasSize(1);
        assertThat(names("ubersicht")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0308", "\u0301\u0308"})
    void anAccentAloneIsFoundNowhere(String accents) {
        store.file("Übersicht", null);

        assertThat(names(accents)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "%, 100% sure",
                "_, a_b",
                "\\, back\\slash",
                "%%, 100%% surer",
                "0%, 100% sure",
                "a_b, a_b",
                "\\s, back\\slash",
                "', o'clock",
                ":q, a :q b",
                "?, what?",
            })
    @DisplayName("'%' in a search is a plain character, and so are '_' and '\\'")
    void wildcardsArePlainCharacters(String searched, String found) {
        for (var name : List.of("100 sure", "a b", "axb", "backslash", "clock", "1000", "what")) {
            store.file(name, null);
        }
        store.file(found, null);

        assertThat(names(searched)).containsExactly(found);
    }

    @Test
    void theBestComesFirstAndThenTheNewest() {
        described("described", "the annual report");
        store.file("my report", null);
        store.file("report 1", null);
        store.file("Report", null);
        described("described too", "Report");
        store.folder("reports", null);
        store.folder("report", null);
        store.file("the report", null);

        assertThat(names("report"))
                .containsExactly(
                        "report",
                        "Report",
                        "reports",
                        "report 1",
                        "the report",
                        "my report",
                        "described too",
                        "described");
    }

    @Test
    void whatHasTheTextInNameAndDescriptionComesOnceByItsName() {
        described("report", "a report");

        assertThat(names("report")).containsExactly("report");
    }

    @Test
    void aNameOfTheLongestIsFoundByAllOfIt() {
        var name = "ẞ😀é".repeat(166) + "ab";
        store.file(name, null);
        store.file(name.substring(1), null);

        assertThat(names(name)).containsExactly(name);
        assertThat(names(name.substring(1))).containsExactly(name.substring(1), name);
    }

    @Test
    void eachFilterLetsThroughWhatItSays() {
        var outer = store.folder("report outer", null);
        var inner = store.folder("report inner", outer);
        var tag = store.tag("tag");
        value(store.files().create(USER, newFile("report tagged", inner, tag)));
        value(store.files().create(USER, new NewFile("report.png", "image/png", 1, outer.id(), null, null, List.of())));
        store.file("report", null);

        assertThat(names(new SearchFilter("report", "file", null, null, null)))
                .containsExactly("report", "report.png", "report tagged");
        assertThat(names(new SearchFilter("report", "folder", null, null, null)))
                .containsExactly("report inner", "report outer");
        assertThat(names(new SearchFilter("report", null, tag.id(), null, null)))
                .containsExactly("report tagged");
        assertNotFound(new SearchFilter("report", null, nobody(), null, null));
        assertThat(names(new SearchFilter("report", null, null, "image/png", null)))
                .containsExactly("report.png");
        assertThat(names(new SearchFilter("report", null, null, null, outer.id())))
                .containsExactly("report.png", "report tagged", "report inner");
        assertThat(names(new SearchFilter("report", null, null, null, inner.id())))
                .containsExactly("report tagged");
        assertThat(names(new SearchFilter("report", "folder", null, "image/png", null)))
                .isEmpty();
        assertThat(names(new SearchFilter("report", "file", tag.id(), "text/plain", outer.id())))
                .containsExactly("report tagged");
    }

    @Test
    void aFileComesWithItsTagsAndAFolderAsItIs() {
        var tag = store.tag("tag");
        var folder = store.folder("report", null);
        var file = value(store.files().create(USER, newFile("report", folder, tag)))
                .file();

        assertThat(found(request(text("report"), 100, null)).items())
                .extracting(hit -> hit.child().item())
                .containsExactly(file, folder);
    }

    @Test
    void whatIsInTheTrashIsNotFoundNorLookedIn() {
        var folder = store.folder("report folder", null);
        var below = store.folder("report below", folder);
        store.file("report in it", folder);
        store.file("report deep in it", below);
        var alone = store.file("report alone", null);
        store.file("report alive", null);
        value(store.folders().delete(USER, folder.id(), IfMatch.ANY));
        value(store.files().delete(USER, alone.id(), IfMatch.ANY));

        assertThat(names("report")).containsExactly("report alive");
        for (var id : List.of(folder.id(), below.id(), nobody())) {
            assertNoFolder(id);
        }
    }

    @Test
    void whatIsAnothersIsNotFoundNorLookedIn() {
        var folder = value(store.folders().create(OTHER_USER, new NewFolder("report", null, null)));
        value(store.files().create(OTHER_USER, newFile("report", folder)));
        store.file("my report", null);

        assertThat(names("report")).containsExactly("my report");
        assertNoFolder(folder.id());
    }

    @Test
    void aNewNameIsFoundAndTheOldOneIsNot() {
        var file = store.file("report", null);
        var folder = store.folder("report", null);
        value(store.files().update(USER, file.id(), Store.renameFile("budget"), IfMatch.ANY));
        value(store.folders().update(USER, folder.id(), describe("a budget"), IfMatch.ANY));

        assertThat(names("report")).containsExactly("report");
        assertThat(names("budget")).containsExactly("budget", "report");
    }

    @Test
    void aCursorIsOfOneTextAndItsFilters() {
        store.file("report 1", null);
        store.file("report 2", null);
        var cursor = found(request(text("report"), 1, null)).nextCursor();
        var folder = store.folder("folder", null);

        assertThat(found(request(text("report"), 1, cursor)).items()).hasSize(1);
        for (var other : List.of(
                text("Report"),
                text("repor"),
                new SearchFilter("report", "file", null, null, null),
                new SearchFilter("report", null, nobody(), null, null),
                new SearchFilter("report", null, null, "text/plain", null),
                new SearchFilter("report", null, null, null, folder.id()))) {
            assertThat(code(store.search().find(request(other, 1, cursor))))
                    .as("%s", other)
                    .isEqualTo(ErrorCode.VALIDATION_FAILED);
        }
    }

    private List<String> names(String searched) {
        return names(text(searched));
    }

    private List<String> names(SearchFilter filter) {
        var page = found(request(filter, 100, null));
        assertThat(page.total()).isEqualTo(page.items().size());
        return page.items().stream().map(hit -> hit.child().name()).toList();
    }

    private Page<Hit> found(ListRequest<SearchFilter> request) {
        return value(store.search().find(request));
    }

    private void assertNoFolder(UUID id) {
        assertNotFound(new SearchFilter("report", null, null, null, id));
    }

    private void assertNotFound(SearchFilter filter) {
        assertThat(code(store.search().find(request(filter, 100, null)))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    private static SearchFilter text(String searched) {
        return new SearchFilter(searched, null, null, null, null);
    }

    private static ListRequest<SearchFilter> request(SearchFilter filter, int limit, @Nullable String cursor) {
        return new ListRequest<>(USER, filter, SortKey.CREATED_AT, true, 1, limit, cursor);
    }

    private void described(String name, String description) {
        var file = store.file(name, null);
        var patch = new FilePatch(Change.none(), Change.to(description), Change.none(), Change.none(), Change.none());
        value(store.files().update(USER, file.id(), patch, IfMatch.ANY));
    }

    private static FolderPatch describe(String description) {
        return new FolderPatch(Change.none(), Change.to(description), Change.none(), Change.none());
    }
}
