package dev.kontor.shared;

import static dev.kontor.testing.Store.OTHER_USER;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.nobody;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.credits.NewRefund;
import dev.kontor.credits.Transaction;
import dev.kontor.credits.TransactionFilter;
import dev.kontor.credits.TransactionType;
import dev.kontor.files.File;
import dev.kontor.files.FileFilter;
import dev.kontor.files.Files;
import dev.kontor.folders.Child;
import dev.kontor.folders.Folder;
import dev.kontor.folders.FolderFilter;
import dev.kontor.folders.FolderPatch;
import dev.kontor.tags.TagFilter;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import dev.kontor.tree.InFolder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The lists of files, folders, children, tags and transactions, over one store that the tests add
/// to.
@DisplayName("S13: pagination")
final class ListsTest {

    private static final int FILES = 40;
    private static final int FOLDERS = 15;

    private static Store store;
    private static Folder folder;

    /// Names in either case, and sizes and times that several items share.
    @BeforeAll
    static void fill() throws SQLException {
        store = Store.open();
        folder = store.folder("folder", null);
        for (var i = 0; i < FOLDERS; i++) {
            store.folder((i % 2 == 0 ? "name " : "NAME ") + (char) ('a' + i * 7 % 26), folder);
        }
        var tag = store.tag("tag");
        for (var i = 0; i < FILES; i++) {
            var name = (i % 2 == 0 ? "name " : "NAME ") + (char) ('a' + i * 7 % 26) + i % 3;
            value(store.files().create(USER, i % 4 == 0 ? newFile(name + i, folder, tag) : newFile(name + i, folder)));
            store.tag("tag " + i);
        }
        store.file("at the top", null);
        value(store.files().create(OTHER_USER, newFile("of another user", null)));
        store.postgres().execute("""
            set session_replication_role = replica;
            with numbered as (select id, row_number() over (order by id) as n from files)
            update files f
            set size = n % 4, is_favorite = n % 5 = 0,
              created_at = '2026-01-01'::timestamptz + n % 6 * interval '1 microsecond',
              updated_at = '2026-01-01'::timestamptz + n % 7 * interval '1 microsecond',
              mime_type = case n % 2 when 0 then 'image/png' else 'text/plain' end
            from numbered where numbered.id = f.id;
            """);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    static Stream<Arguments> orders() {
        return Files.SORTS.stream().flatMap(sort -> Stream.of(true, false).map(desc -> Arguments.of(sort, desc)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void bothWaysOfPagingGiveAllFilesInOrder(SortKey sort, boolean descending) {
        var filter = files(InFolder.of(folder.id()));
        var order = order(sort, descending);

        var all = byCursor(new ListRequest<>(USER, filter, sort, descending, 1, 100, null));
        assertThat(all).hasSize(FILES).isSortedAccordingTo(order);

        for (var limit : List.of(1, 7, 20, 40)) {
            var request = new ListRequest<>(USER, filter, sort, descending, 1, limit, null);
            assertThat(byCursor(request)).isEqualTo(all);
            assertThat(byPage(request)).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void childrenAreFoldersFirstAndThenFilesInOrder(SortKey sort, boolean descending) {
        if (sort == SortKey.SIZE) {
            return; // folders have no size
        }
        var filter = InFolder.of(folder.id());
        var order = Comparator.comparing(Child::group).reversed().thenComparing(order(sort, descending));
        Function<ListRequest<InFolder>, Page<Child>> children =
                page -> value(store.folders().children(page));

        var all = pages(new ListRequest<>(USER, filter, sort, descending, 1, 100, null), children, true);
        assertThat(all).hasSize(FOLDERS + FILES).isSortedAccordingTo(order);

        for (var limit : List.of(1, 4, FOLDERS, FOLDERS + 1)) {
            var request = new ListRequest<>(USER, filter, sort, descending, 1, limit, null);
            assertThat(pages(request, children, true)).isEqualTo(all);
            assertThat(pages(request, children, false)).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATED_AT", "UPDATED_AT", "NAME"})
    void foldersAndTagsComeInOrderToo(SortKey sort) {
        for (var descending : List.of(true, false)) {
            var inFolder = new FolderFilter(InFolder.of(folder.id()), null);
            assertThat(pages(
                            new ListRequest<>(USER, inFolder, sort, descending, 1, 4, null),
                            page -> value(store.folders().list(page)),
                            true))
                    .hasSize(FOLDERS)
                    .isSortedAccordingTo(order(sort, descending));

            assertThat(pages(
                            new ListRequest<>(USER, new TagFilter(), sort, descending, 1, 4, null),
                            page -> value(store.tags().list(page)),
                            true))
                    .hasSize(FILES + 1)
                    .isSortedAccordingTo(order(sort, descending));
        }
    }

    @Test
    void transactionsComeInOrderAndByType() throws SQLException {
        var types = TransactionType.values();
        var amounts = Map.of(TransactionType.USAGE, -1L, TransactionType.ADJUSTMENT, -2L);
        var made = 45;
        value(store.credits().add(USER, Store.purchase(100)));
        for (var i = 1; i < made; i++) {
            var type = types[i % types.length];
            if (type == TransactionType.REFUND) {
                var usage = value(store.credits().add(USER, Store.usage(1))).transaction();
                value(store.credits().refund(new NewRefund(usage.id(), null, "")));
            } else {
                value(store.credits().add(USER, Store.change(type, amounts.getOrDefault(type, 3L))));
            }
        }
        value(store.credits().add(OTHER_USER, Store.purchase(1)));
        // Times that many share, so that ids decide.
        store.postgres().execute("""
            set session_replication_role = replica;
            update transactions
            set created_at = '2026-01-01'::timestamptz
              + hashtext(id::text) % 6 * interval '1 microsecond';
            """);
        Function<ListRequest<TransactionFilter>, Page<Transaction>> list =
                page -> value(store.credits().transactions(page));

        for (var descending : List.of(true, false)) {
            var all = pages(transactions(null, descending, 100), list, true);
            assertThat(all)
                    .hasSize(made + made / types.length)
                    .isSortedAccordingTo(order(SortKey.CREATED_AT, descending));
            for (var limit : List.of(1, 7, 54)) {
                var request = transactions(null, descending, limit);
                assertThat(pages(request, list, true)).isEqualTo(all);
                assertThat(pages(request, list, false)).isEqualTo(all);
                assertThat(list.apply(request).total()).isEqualTo(all.size());
            }
            for (var type : types) {
                var ofType = all.stream()
                        .filter(transaction -> transaction.type() == type)
                        .toList();
                var request = transactions(type, descending, 2);
                assertThat(ofType).hasSizeGreaterThanOrEqualTo(made / types.length);
                assertThat(pages(request, list, true)).isEqualTo(ofType);
                assertThat(list.apply(request).total()).isEqualTo(ofType.size());
            }
        }
    }

    @Test
    void aCursorOfTransactionsOfAnotherTypeIsRefused() {
        var user = "whose ledger is short";
        value(store.credits().add(user, Store.purchase(5)));
        value(store.credits().add(user, Store.purchase(5)));
        var cursor = value(store.credits().transactions(transactions(user, null, null)))
                .nextCursor();

        assertThat(value(store.credits().transactions(transactions(user, null, cursor)))
                        .items())
                .hasSize(1);
        for (var other :
                List.of(transactions(user, TransactionType.PURCHASE, cursor), transactions(USER, null, cursor))) {
            assertThat(code(store.credits().transactions(other))).isEqualTo(ErrorCode.VALIDATION_FAILED);
        }
    }

    private static ListRequest<TransactionFilter> transactions(
            @Nullable TransactionType type, boolean descending, int limit) {
        var filter = new TransactionFilter(type);
        return new ListRequest<>(USER, filter, SortKey.CREATED_AT, descending, 1, limit, null);
    }

    /// The first of a page each, newest first.
    private static ListRequest<TransactionFilter> transactions(
            String user, @Nullable TransactionType type, @Nullable String cursor) {
        var filter = new TransactionFilter(type);
        return new ListRequest<>(user, filter, SortKey.CREATED_AT, true, 1, 1, cursor);
    }

    @Test
    void theTotalIsOfAllPagesAndOnlyByPage() {
        var request = Store.byName(files(InFolder.of(folder.id())), 7);

        var first = value(store.files().list(request));
        assertThat(first.total()).isEqualTo(FILES);
        assertThat(first.page()).isEqualTo(1);

        var next = value(store.files().list(at(request, 1, first.nextCursor())));
        assertThat(next.total()).isNull();
        assertThat(next.page()).isNull();

        var beyond = value(store.files().list(at(request, 1000, null)));
        assertThat(beyond.items()).isEmpty();
        assertThat(beyond.total()).isEqualTo(FILES);
        assertThat(beyond.nextCursor()).isNull();
    }

    @Test
    void aPageThatIsJustFullIsTheLast() {
        var page = value(store.files().list(Store.byName(files(InFolder.of(folder.id())), FILES)));

        assertThat(page.items()).hasSize(FILES);
        assertThat(page.nextCursor()).isNull();
    }

    @Test
    void eachFilterLetsThroughWhatItSays() {
        var tag = value(store.tags().list(Store.byName(new TagFilter(), 1)))
                .items()
                .getFirst();
        var anywhere = InFolder.ANYWHERE;

        assertThat(listed(files(anywhere))).hasSizeGreaterThan(FILES);
        assertThat(listed(files(InFolder.of(folder.id())))).hasSize(FILES);
        assertThat(listed(files(InFolder.ROOT))).extracting(File::name).contains("at the top");
        assertNotFound(files(InFolder.of(nobody())));
        assertThat(listed(new FileFilter(anywhere, tag.id(), null, null)))
                .hasSize(FILES / 4)
                .allMatch(file -> file.tags().getFirst().id().equals(tag.id()));
        assertNotFound(new FileFilter(anywhere, nobody(), null, null));
        assertThat(listed(new FileFilter(anywhere, null, true, null)))
                .isNotEmpty()
                .allMatch(File::isFavorite);
        assertThat(listed(new FileFilter(anywhere, null, false, null)))
                .isNotEmpty()
                .noneMatch(File::isFavorite);
        assertThat(listed(new FileFilter(anywhere, null, null, "image/png")))
                .isNotEmpty()
                .allMatch(file -> file.mimeType().equals("image/png"));
        assertThat(listed(new FileFilter(InFolder.of(folder.id()), tag.id(), true, "image/png")))
                .allMatch(file -> file.isFavorite() && file.mimeType().equals("image/png"));
    }

    @Test
    void foldersAreFilteredByFavouriteAndPlace() {
        var marked = store.folder("marked", null);
        var mark = new FolderPatch(Change.none(), Change.none(), Change.none(), Change.to(true));
        value(store.folders().update(USER, marked.id(), mark, IfMatch.ANY));

        var favourites = Store.byName(new FolderFilter(InFolder.ANYWHERE, true), 100);
        assertThat(value(store.folders().list(favourites)).items())
                .extracting(Folder::name)
                .containsExactly("marked");
        var atTop = Store.byName(new FolderFilter(InFolder.ROOT, false), 100);
        assertThat(value(store.folders().list(atTop)).items())
                .extracting(Folder::name)
                .contains("folder")
                .doesNotContain("marked");
    }

    @Test
    @DisplayName("S8: what is deleted is in no list")
    void whatIsDeletedIsInNoList() {
        var deleted = store.folder("deleted", null);
        store.file("below it", deleted);
        var below = store.folder("folder below it", deleted);
        value(store.folders().delete(USER, deleted.id(), IfMatch.ANY));

        assertNotFound(files(InFolder.of(deleted.id())));
        assertThat(listed(files(InFolder.ANYWHERE))).extracting(File::name).doesNotContain("below it");
        var anywhere = Store.byName(new FolderFilter(InFolder.ANYWHERE, null), 100);
        assertThat(value(store.folders().list(anywhere)).items())
                .extracting(Folder::id)
                .doesNotContain(deleted.id(), below.id());
        assertThat(code(store.folders().children(Store.byName(InFolder.of(deleted.id()), 10))))
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(store.folders().children(Store.byName(InFolder.of(nobody()), 10))))
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aListOfNothingIsAnEmptyPage() {
        var empty = store.folder("empty", null);

        var children = value(store.folders().children(Store.byName(InFolder.of(empty.id()), 10)));

        assertThat(children).isEqualTo(new Page<>(List.of(), 0L, 1, 10, null));
    }

    @Test
    void namesAlikeInTheirFirstFourHundredCharactersAreNeitherSkippedNorRepeated() {
        var parent = store.folder("long names", null);
        for (var i = 0; i < 5; i++) {
            store.file("x".repeat(450) + (5 - i), parent);
        }

        var listed = byCursor(Store.byName(files(InFolder.of(parent.id())), 1));

        assertThat(listed).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void aNameOfAnyCharactersIsAPlaceToGoOnFrom() {
        var parent = store.folder("odd names", null);
        for (var name : List.of("a\nb", "a\tb", "\"quoted\"", "%_\\", "😀", "ſ", "İ", "名前", " ")) {
            store.file(name, parent);
        }

        assertThat(byCursor(Store.byName(files(InFolder.of(parent.id())), 1)))
                .hasSize(9)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aCursorNeitherSkipsNorRepeatsWhileOthersComeAndGo(SortKey sort, boolean descending) {
        var parent = store.folder("busy " + sort + descending, null);
        var kept = new ArrayList<File>();
        for (var i = 0; i < 30; i++) {
            kept.add(store.file("kept " + (char) ('a' + i * 7 % 26) + i, parent));
        }
        var isOver = new AtomicBoolean();

        var seen = Race.<Collection<File>>between(
                () -> {
                    var filter = files(InFolder.of(parent.id()));
                    var request = new ListRequest<>(USER, filter, sort, descending, 1, 3, null);
                    var pages = new HashSet<File>();
                    try {
                        for (var walk = 0; walk < 5 || (walk < 500 && pages.size() == kept.size()); walk++) {
                            var all = byCursor(request);
                            assertThat(all).doesNotHaveDuplicates().containsAll(kept);
                            pages.addAll(all);
                        }
                    } finally {
                        isOver.set(true);
                    }
                    return pages;
                },
                () -> {
                    var others = new ArrayList<File>();
                    for (var i = 0; !isOver.get(); i++) {
                        var name = (char) ('a' + i * 11 % 26) + "other " + i;
                        others.add(store.file(name, parent));
                        if (i % 3 > 0) {
                            var gone = others.remove(others.size() / 2);
                            value(store.files().delete(USER, gone.id(), IfMatch.ANY));
                        }
                    }
                    return others;
                });

        assertThat(seen.getFirst().size()).as("others were seen too").isGreaterThan(kept.size());
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        var filter = files(InFolder.of(folder.id()));
        var request = Store.byName(filter, 5);
        var cursor = value(store.files().list(request)).nextCursor();

        assertThat(value(store.files().list(at(request, 1, cursor))).items()).hasSize(5);
        assertRefused(new ListRequest<>(OTHER_USER, filter, SortKey.NAME, false, 1, 5, cursor));
        assertRefused(new ListRequest<>(USER, filter, SortKey.NAME, true, 1, 5, cursor));
        assertRefused(new ListRequest<>(USER, filter, SortKey.SIZE, false, 1, 5, cursor));
        var others = List.of(
                files(InFolder.ANYWHERE),
                files(InFolder.ROOT),
                new FileFilter(filter.inFolder(), nobody(), null, null),
                new FileFilter(filter.inFolder(), null, true, null),
                new FileFilter(filter.inFolder(), null, null, "image/png"));
        for (var other : others) {
            assertRefused(new ListRequest<>(USER, other, SortKey.NAME, false, 1, 5, cursor));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "!!!", "AAAA", "Ly8vLw", "😀"})
    void whatIsNoCursorIsRefused(String cursor) {
        for (var sort : Files.SORTS) {
            assertRefused(new ListRequest<>(USER, files(InFolder.ANYWHERE), sort, true, 1, 5, cursor));
        }
    }

    @Test
    void aCursorThatWasTamperedWithIsRefusedOrAPlaceInTheSameList() {
        var request = Store.byName(files(InFolder.of(folder.id())), 5);
        var cursor =
                Base64.getUrlDecoder().decode(value(store.files().list(request)).nextCursor());
        for (var i = 0; i < cursor.length; i++) {
            var tampered = cursor.clone();
            tampered[i] = 0;
            var text = Base64.getUrlEncoder().encodeToString(tampered);

            assertRefused(at(request, 1, text));
        }
    }

    private static FileFilter files(InFolder inFolder) {
        return new FileFilter(inFolder, null, null, null);
    }

    private static List<File> listed(FileFilter filter) {
        return value(store.files().list(Store.byName(filter, 100))).items();
    }

    private static void assertNotFound(FileFilter filter) {
        assertThat(code(store.files().list(Store.byName(filter, 100)))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    private static <F extends Record> ListRequest<F> at(ListRequest<F> request, int page, @Nullable String cursor) {
        return new ListRequest<>(
                request.userId(),
                request.filter(),
                request.sort(),
                request.descending(),
                page,
                request.limit(),
                cursor);
    }

    private static List<File> byCursor(ListRequest<FileFilter> request) {
        return pages(request, page -> value(store.files().list(page)), true);
    }

    private static List<File> byPage(ListRequest<FileFilter> request) {
        return pages(request, page -> value(store.files().list(page)), false);
    }

    /// The items of all pages, in order.
    private static <F extends Record, T> List<T> pages(
            ListRequest<F> request, Function<ListRequest<F>, Page<T>> list, boolean byCursor) {
        var items = new ArrayList<T>();
        var page = list.apply(request);
        for (var number = 2; ; number++) {
            assertThat(page.items()).hasSizeLessThanOrEqualTo(request.limit());
            items.addAll(page.items());
            if (page.nextCursor() == null) {
                return items;
            }
            var cursor = page.nextCursor();
            page = list.apply(byCursor ? at(request, 1, cursor) : at(request, number, null));
            assertThat(page.nextCursor()).as("goes on").isNotEqualTo(cursor);
        }
    }

    /// The order that a list promises; ids are ordered as text, as PostgreSQL does.
    private static <T extends Listed> Comparator<T> order(SortKey sort, boolean descending) {
        Comparator<T> byKey = switch (sort) {
            case CREATED_AT -> Comparator.comparing(Listed::createdAt);
            case UPDATED_AT -> Comparator.comparing(Listed::updatedAt);
            case NAME -> Comparator.comparing(item -> item.name().toLowerCase(Locale.ROOT));
            case SIZE -> Comparator.comparingLong(Listed::size);
            case SORT_ORDER -> Comparator.comparingLong(Listed::sortOrder);
        };
        var total = byKey.thenComparing(item -> item.id().toString());
        return descending ? total.reversed() : total;
    }

    private static void assertRefused(ListRequest<FileFilter> request) {
        switch (store.files().list(request)) {
            case Result.Ok<?> ok -> throw new AssertionError("unexpected: " + ok);
            case Result.Err<?> error -> {
                assertThat(error.code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
                assertThat(error.fields()).extracting(FieldError::field).containsExactly("cursor");
            }
        }
    }
}
