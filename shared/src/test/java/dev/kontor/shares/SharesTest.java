package dev.kontor.shares;

import static dev.kontor.testing.Store.OTHER_USER;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.moveFile;
import static dev.kontor.testing.Store.moveFolder;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.nobody;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.files.File;
import dev.kontor.folders.Folder;
import dev.kontor.folders.NewFolder;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.FieldError;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shares.PublicShare.Locked;
import dev.kontor.shares.PublicShare.SharedFile;
import dev.kontor.shares.PublicShare.SharedFolder;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Store;
import dev.kontor.versions.Content;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SharesTest {

    private final Store store = Store.open();
    private final Shares shares = store.shares();

    private Folder top;
    private Folder below;
    private File file;
    private File deep;
    private File outside;

    /// `top` with `file`, and `below` it `deep`; `outside` lies beside it.
    @BeforeEach
    void fill() {
        top = store.folder("top", null);
        below = store.folder("below", top);
        file = store.file("file", top);
        deep = store.file("deep", below);
        outside = store.file("outside", null);
        List.of(file, deep, outside).forEach(each -> store.upload(each, 1, 5));
    }

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
    }

    // Of the owner

    @Test
    void aShareIsMadeAsAsked() {
        var hash = Passwords.hash("s3cret");
        var expiresAt = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MICROS);

        var share = value(shares.create(USER, new NewShare(file.id(), null, hash, expiresAt, 3)));

        assertThat(share.fileId()).isEqualTo(file.id());
        assertThat(share.folderId()).isNull();
        assertThat(share.hasPassword()).isTrue();
        assertThat(share.expiresAt()).isEqualTo(expiresAt);
        assertThat(share.maxDownloads()).isEqualTo(3);
        assertThat(share.downloadCount()).isZero();
        assertThat(listed(new ShareFilter(null, null))).containsExactly(share);
    }

    @Test
    void everyTokenIsAnotherOf43Characters() {
        var tokens = new HashSet<String>();
        for (var i = 0; i < 1_000; i++) {
            var token = ShareToken.random();
            assertThat(token).matches("[A-Za-z0-9_-]{43}");
            assertThat(ShareToken.isOne(token)).isTrue();
            tokens.add(token);
        }
        assertThat(tokens).hasSize(1_000);
    }

    @Test
    void noTokenAndNoHashIsInTheStringOfAShare() {
        var share = of(file);
        assertThat(share.toString()).contains(share.id().toString()).doesNotContain(share.token());
    }

    /// Seen to go wrong elsewhere: a share's password is stored in the clear.
    @Test
    void noPasswordIsStored() throws SQLException {
        value(shares.create(USER, locked(file.id(), PasswordHash.of("s3cret password"))));

        assertThat(store.postgres().query("select s::text from shares s"))
                .singleElement()
                .asString()
                .doesNotContain("s3cret");
        for (var text : List.of("s3cret password", "czNjcmV0IHBhc3N3b3Jk", "$i=1$a$b")) {
            assertThatThrownBy(() -> store.postgres().execute("update shares set password_hash = '%s'".formatted(text)))
                    .hasMessageContaining("ck_shares_password_hash");
        }
    }

    @Test
    void onlyWhatIsOnesOwnAndAliveCanBeShared() {
        value(store.files().delete(USER, outside.id(), IfMatch.ANY));
        for (var id : List.of(nobody(), outside.id(), top.id())) {
            assertThat(code(shares.create(USER, sharing(id, null)))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        }
        value(store.folders().delete(USER, below.id(), IfMatch.ANY));
        for (var id : List.of(nobody(), below.id(), file.id())) {
            assertThat(code(shares.create(USER, sharing(null, id)))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        }
        assertThat(code(shares.create(OTHER_USER, sharing(file.id(), null)))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void sharesAreListedNewestFirstByWhatTheyShare() {
        var first = of(file);
        var second = of(top);
        var third = of(file);

        assertThat(listed(new ShareFilter(null, null))).containsExactly(third, second, first);
        assertThat(listed(new ShareFilter(file.id(), null))).containsExactly(third, first);
        assertThat(listed(new ShareFilter(null, top.id()))).containsExactly(second);
        assertThat(listed(new ShareFilter(deep.id(), null))).isEmpty();
    }

    @Test
    @DisplayName("S8: a share of what is in the trash is listed again when that is back")
    void aShareOfWhatIsInTheTrashIsListedAgainWhenThatIsBack() {
        var ofFile = of(deep);
        var ofFolder = of(below);
        value(store.folders().delete(USER, below.id(), IfMatch.ANY));
        assertThat(listed(new ShareFilter(null, null))).isEmpty();
        value(store.trash().restore(USER, below.id()));

        assertThat(listed(new ShareFilter(null, null))).containsExactly(ofFolder, ofFile);
        value(open(ofFile, null));
        value(shares.download(ofFolder.token(), null, deep.id()));
    }

    @Test
    void aShareThatEndedLeadsNowhere() {
        var share = of(file);
        var stale = new IfMatch(List.of(share.updatedAt()));
        value(shares.download(share.token(), null, null));

        assertThat(code(shares.delete(USER, share.id(), stale))).isEqualTo(ErrorCode.PRECONDITION_FAILED);
        value(shares.delete(USER, share.id(), IfMatch.ANY));

        leadsNowhere(share);
        assertThat(code(shares.delete(USER, share.id(), IfMatch.ANY))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aShareGoesWithWhatItShares() throws SQLException {
        of(file);
        of(below);
        store.postgres().execute("delete from files; delete from folders where name = 'below'");
        assertThat(store.postgres().query("select from shares")).isEmpty();
    }

    // Of whoever has the token

    @Test
    void aFileIsShown() {
        assertThat(value(open(of(file), null))).isEqualTo(new SharedFile("file", "text/plain", 5, false, null));
    }

    @Test
    void aFolderIsShownWithWhatLiesInItFoldersFirst() {
        var share = of(top);

        assertThat(names(open(share, null))).containsExactly("below", "file");
        assertThat(names(open(share, below.id()))).containsExactly("deep");
        assertThat(((SharedFolder) value(open(share, below.id()))).name()).isEqualTo("below");
        assertThat(names(open(share, top.id()))).containsExactly("below", "file");
    }

    @Test
    void aFolderIsReadInPages() {
        for (var i = 0; i < 5; i++) {
            store.folder("folder " + i, below);
            store.upload(store.file("file " + i, below), 1, 1);
        }
        store.file("never arrived", below);
        var share = of(top);
        var seen = new HashSet<String>();
        var place = new SharedPlace(share.token(), below.id());
        @Nullable String cursor = null;
        for (var page = 0; page < 4; page++) {
            var request = new ListRequest<>("", place, SortKey.NAME, false, 1, 3, cursor);
            var content = ((SharedFolder) value(shares.open(request, null))).content();
            content.items().forEach(item -> assertThat(seen.add(item.name())).isTrue());
            cursor = content.nextCursor();
        }
        assertThat(seen).hasSize(11);
        assertThat(cursor).isNull();
    }

    @Test
    void aCursorIsOfItsShare() {
        var place = new SharedPlace(of(top).token(), null);
        var first = new ListRequest<>("", place, SortKey.NAME, false, 1, 1, null);
        var cursor = ((SharedFolder) value(shares.open(first, null))).content().nextCursor();
        var other = new SharedPlace(of(top).token(), null);

        var wrong = new ListRequest<>("", other, SortKey.NAME, false, 1, 1, cursor);

        assertThat(code(shares.open(wrong, null))).isEqualTo(ErrorCode.VALIDATION_FAILED);
    }

    @Test
    void aDownloadIsOfTheNewestContentThatHasArrived() throws SQLException {
        store.postgres().execute("""
            with file as (
              update files set size = 1, mime_type = 'text/3', storage_key = 'key 3' where id = '%s'
              returning user_id, id
            )
            insert into file_versions
              (user_id, file_id, version, size, mime_type, storage_key, is_uploaded, created_at)
            select user_id, id, v, 1, 'text/' || v, 'key ' || v, v < 4, now() + v * interval '1 ms'
            from file, generate_series(2, 4) v
            """.formatted(file.id()));

        assertThat(value(shares.download(of(file).token(), null, null)))
                .isEqualTo(new Content("key 3", "file", "text/3", null));
        assertThat(value(shares.download(of(file).token(), null, file.id())).storageKey())
                .isEqualTo("key 3");
        assertThat(value(shares.download(of(top).token(), null, file.id())).storageKey())
                .isEqualTo("key 3");
    }

    @Test
    void aFolderReachesItsSubtreeAsItIsNow() {
        var share = of(top);
        var late = store.file("late", below);
        store.upload(late, 1, 5);
        value(shares.download(share.token(), null, late.id()));
        value(shares.download(share.token(), null, deep.id()));

        value(store.folders().update(USER, below.id(), moveFolder(null), IfMatch.ANY));
        value(store.files().update(USER, outside.id(), moveFile(top.id()), IfMatch.ANY));

        notFound(shares.download(share.token(), null, deep.id()));
        notFound(open(share, below.id()));
        value(shares.download(share.token(), null, outside.id()));
        assertThat(names(open(share, null))).containsExactly("file", "outside");
    }

    /// Seen to go wrong elsewhere: an id that somebody guesses opens what was never shared.
    @Test
    void nothingElseIsReachedByGuessedIds() {
        var theirFolder = value(store.folders().create(OTHER_USER, new NewFolder("theirs", null, null)));
        var theirs =
                value(store.files().create(OTHER_USER, newFile("theirs", null))).file();
        store.upload(theirs, 1, 5);
        var beside = store.folder("beside", null);
        var trashed = store.file("trashed", below);
        var trashedFolder = store.folder("trashed", below);
        store.upload(trashed, 1, 5);
        value(store.files().delete(USER, trashed.id(), IfMatch.ANY));
        value(store.folders().delete(USER, trashedFolder.id(), IfMatch.ANY));

        for (var share : List.of(of(top), of(below), of(deep))) {
            for (var id : List.of(nobody(), outside.id(), theirs.id(), trashed.id(), theirFolder.id(), top.id())) {
                notFound(shares.download(share.token(), null, id));
            }
            for (var id :
                    List.of(nobody(), beside.id(), theirFolder.id(), trashedFolder.id(), outside.id(), file.id())) {
                notFound(open(share, id));
            }
        }
        // Above what is shared, and beside it:
        notFound(open(of(below), top.id()));
        notFound(shares.download(of(below).token(), null, file.id()));
        notFound(shares.download(of(file).token(), null, deep.id()));
        notFound(open(of(file), below.id()));
    }

    /// Seen to go wrong elsewhere: a share of a trashed file still resolves.
    @Test
    @DisplayName("S8: a share of what is in the trash, or below what is, leads nowhere")
    void aShareOfWhatIsInTheTrashLeadsNowhere() {
        var ofFile = of(outside);
        value(store.files().delete(USER, outside.id(), IfMatch.ANY));
        leadsNowhere(ofFile);

        var deepFile = of(deep);
        var folder = of(below);
        var above = of(top);
        value(store.folders().delete(USER, below.id(), IfMatch.ANY));
        leadsNowhere(deepFile);
        leadsNowhere(folder);
        notFound(shares.download(above.token(), null, deep.id()));
        notFound(open(above, below.id()));
        assertThat(names(open(above, null))).containsExactly("file");
    }

    @Test
    void aShareThatHasExpiredLeadsNowhere() throws SQLException {
        var share = value(shares.create(
                USER, new NewShare(file.id(), null, null, Instant.now().plusSeconds(60), null)));
        value(open(share, null));
        value(shares.download(share.token(), null, null));

        store.postgres().execute("update shares set expires_at = now()");

        leadsNowhere(share);
    }

    /// Seen to go wrong elsewhere: a download limit of 0 passes.
    @Test
    void aShareLeadsNowhereOnceItIsUsedUp() throws SQLException {
        var share = value(shares.create(USER, new NewShare(null, top.id(), null, null, 2)));
        value(shares.download(share.token(), null, file.id()));
        value(open(share, null));
        value(shares.download(share.token(), null, deep.id()));

        leadsNowhere(share);
        assertThat(store.postgres().query("select download_count, max_downloads from shares"))
                .containsExactly("2 2");
        for (var wrong : List.of("max_downloads = 0", "max_downloads = 1", "download_count = 3")) {
            assertThatThrownBy(() -> store.postgres().execute("update shares set " + wrong))
                    .hasMessageMatching("(?s).*ck_shares_(max_downloads|download_count).*");
        }
    }

    @Test
    void whatIsRefusedCountsAsNoDownload() {
        var share = of(top);
        var empty = store.file("empty", top);

        assertThat(code(shares.download(share.token(), null, empty.id()))).isEqualTo(ErrorCode.CONFLICT);
        var unnamed = (Result.Err<?>) shares.download(share.token(), null, null);
        assertThat(unnamed.code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
        assertThat(unnamed.fields()).extracting(FieldError::field).containsExactly("fileId");
        notFound(shares.download(share.token(), null, outside.id()));
        assertThat(code(shares.download(of(empty).token(), null, null))).isEqualTo(ErrorCode.CONFLICT);
        var locked = value(shares.create(USER, locked(file.id(), Passwords.hash("right"))));
        assertThat(code(shares.download(locked.token(), "wrong", null))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(code(shares.download(locked.token(), null, null))).isEqualTo(ErrorCode.PERMISSION_DENIED);

        assertThat(listed(new ShareFilter(null, null))).allMatch(listed -> listed.downloadCount() == 0);
    }

    @Test
    void whatIsNoTokenLeadsNowhere() {
        var share = of(file);
        for (var token : List.of(
                "",
                "x",
                "\0",
                share.token() + "A",
                share.token() + "\n",
                share.token().substring(1),
                share.token().substring(0, 42) + "\0",
                share.token().substring(0, 42) + "é",
                "'; drop table shares; --",
                ShareToken.random(),
                share.id().toString())) {
            for (var password : new @Nullable String[] {null, "guess"}) {
                assertThat(shares.open(newest(new SharedPlace(token, null)), password))
                        .isEqualTo(nowhere());
                assertThat(shares.download(token, password, null)).isEqualTo(nowhere());
            }
        }
    }

    // With a password

    @Test
    void withoutItsPasswordAShareShowsNothing() {
        var ofFile = value(shares.create(USER, locked(file.id(), Passwords.hash("right"))));
        var ofFolder = value(shares.create(USER, new NewShare(null, top.id(), Passwords.hash("right"), null, null)));

        assertThat(value(open(ofFile, null))).isEqualTo(new Locked("file"));
        for (var id : new @Nullable UUID[] {null, below.id(), outside.id(), nobody()}) {
            assertThat(value(open(ofFolder, id))).isEqualTo(new Locked("folder"));
        }
        assertThat(code(open(ofFile, null, "wrong"))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(code(open(ofFolder, below.id(), "wrong"))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void withItsPasswordAShareIsOpen() {
        var share = value(shares.create(USER, new NewShare(null, top.id(), Passwords.hash("right"), null, 1)));

        assertThat(names(open(share, null, "right"))).containsExactly("below", "file");
        assertThat(names(open(share, below.id(), "right"))).containsExactly("deep");
        notFound(open(share, outside.id(), "right"));
        value(shares.download(share.token(), "right", deep.id()));
        leadsNowhere(share);
        assertThat(shares.download(share.token(), "right", deep.id())).isEqualTo(nowhere());
        assertThat(shares.download(share.token(), "wrong", deep.id())).isEqualTo(nowhere());
    }

    @Test
    void aPasswordWhereThereIsNoneIsNoMatter() {
        var share = of(file);
        for (var i = 0; i < 2 * Limits.PASSWORD_ATTEMPTS_MAX; i++) {
            value(open(share, null, "any"));
        }
        value(shares.download(share.token(), "any", null));
    }

    @Test
    void afterAHandfulOfWrongPasswordsNoneIsLookedAt() throws SQLException {
        var share = value(shares.create(USER, locked(file.id(), Passwords.hash("right"))));
        var other = value(shares.create(USER, locked(file.id(), Passwords.hash("right"))));
        for (var i = 0; i < Limits.PASSWORD_ATTEMPTS_MAX; i++) {
            var guess = "guess " + i;
            var refused = i % 2 == 0 ? open(share, null, guess) : shares.download(share.token(), guess, null);
            assertThat(code(refused)).isEqualTo(ErrorCode.PERMISSION_DENIED);
        }

        // Right or wrong, the answer is the same.
        for (var password : List.of("right", "guess")) {
            isThrottled(open(share, null, password));
            isThrottled(shares.download(share.token(), password, null));
        }
        // Who says none is told what is told anyone.
        assertThat(value(open(share, null))).isEqualTo(new Locked("file"));
        value(open(other, null, "right"));

        // A minute later there is one more, and one only.
        later(Limits.PASSWORD_ATTEMPT_INTERVAL.toSeconds());
        assertThat(code(open(share, null, "guess"))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        isThrottled(open(share, null, "right"));

        // And whoever knows it needs no more than that one.
        later(Limits.PASSWORD_ATTEMPT_INTERVAL.toSeconds());
        for (var i = 0; i < 3; i++) {
            value(open(share, null, "right"));
            value(shares.download(share.token(), "right", null));
        }
        assertThat(code(open(share, null, "guess"))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        isThrottled(open(share, null, "guess"));

        // After a long time there are as many as at first.
        later(86_400);
        for (var i = 0; i < Limits.PASSWORD_ATTEMPTS_MAX; i++) {
            assertThat(code(open(share, null, "guess"))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        }
        isThrottled(open(share, null, "right"));
    }

    @Test
    void aRightPasswordIsGivenBackWhateverComesOfIt() {
        var folder = value(shares.create(USER, new NewShare(null, top.id(), Passwords.hash("right"), null, null)));
        var empty = store.file("empty", top);
        for (var i = 0; i < Limits.PASSWORD_ATTEMPTS_MAX; i++) {
            notFound(open(folder, outside.id(), "right"));
            notFound(shares.download(folder.token(), "right", outside.id()));
            assertThat(code(shares.download(folder.token(), "right", null))).isEqualTo(ErrorCode.VALIDATION_FAILED);
            assertThat(code(shares.download(folder.token(), "right", empty.id())))
                    .isEqualTo(ErrorCode.CONFLICT);
            value(open(folder, null, "right"));
        }
    }

    private Share of(File shared) {
        return value(shares.create(USER, sharing(shared.id(), null)));
    }

    private Share of(Folder shared) {
        return value(shares.create(USER, sharing(null, shared.id())));
    }

    private static NewShare sharing(@Nullable UUID fileId, @Nullable UUID folderId) {
        return new NewShare(fileId, folderId, null, null, null);
    }

    private static NewShare locked(UUID fileId, PasswordHash hash) {
        return new NewShare(fileId, null, hash, null, null);
    }

    private Result<PublicShare> open(Share share, @Nullable UUID folderId) {
        return open(share, folderId, null);
    }

    private Result<PublicShare> open(Share share, @Nullable UUID folderId, @Nullable String password) {
        var place = new SharedPlace(share.token(), folderId);
        var byName = new ListRequest<>("", place, SortKey.NAME, false, 1, 20, null);
        return shares.open(byName, password);
    }

    private List<Share> listed(ShareFilter filter) {
        var page = value(shares.list(newest(filter)));
        assertThat(page.total()).isEqualTo(page.items().size());
        return page.items();
    }

    private static <F extends Record> ListRequest<F> newest(F filter) {
        return new ListRequest<>(USER, filter, SortKey.CREATED_AT, true, 1, 20, null);
    }

    private static List<String> names(Result<PublicShare> opened) {
        var content = ((SharedFolder) value(opened)).content();
        assertThat(content.total()).isEqualTo(content.items().size());
        return content.items().stream().map(PublicItem::name).toList();
    }

    private void leadsNowhere(Share share) {
        assertThat(open(share, null)).isEqualTo(nowhere());
        assertThat(open(share, below.id())).isEqualTo(nowhere());
        assertThat(shares.download(share.token(), null, null)).isEqualTo(nowhere());
        assertThat(shares.download(share.token(), "guess", deep.id())).isEqualTo(nowhere());
    }

    private static <T> Result<T> nowhere() {
        return Refusal.NO_SHARE.result();
    }

    private static void notFound(Result<?> result) {
        assertThat(code(result)).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    private static void isThrottled(Result<?> result) {
        assertThat(code(result)).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
        var wait = Objects.requireNonNull(((Result.Err<?>) result).retryAfter());
        assertThat(wait.toSeconds()).isBetween(1L, Limits.PASSWORD_ATTEMPT_INTERVAL.toSeconds());
    }

    /// Makes this many seconds pass for all shares.
    private void later(long seconds) throws SQLException {
        store.postgres()
                .execute("update shares set attempts_forgotten_at = attempts_forgotten_at - interval"
                        + " '%d s'".formatted(seconds));
    }
}
