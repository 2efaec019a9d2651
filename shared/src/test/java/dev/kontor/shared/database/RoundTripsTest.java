package dev.kontor.shared.database;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.byName;
import static dev.kontor.testing.Store.moveFile;
import static dev.kontor.testing.Store.moveFolder;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.purchase;
import static dev.kontor.testing.Store.renameFile;
import static dev.kontor.testing.Store.renameFolder;
import static dev.kontor.testing.Store.usage;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.credits.Credits;
import dev.kontor.credits.Days;
import dev.kontor.credits.HoldCaller;
import dev.kontor.credits.HoldFilter;
import dev.kontor.credits.HoldStatus;
import dev.kontor.credits.Holds;
import dev.kontor.credits.NewHold;
import dev.kontor.credits.NewRefund;
import dev.kontor.credits.NewTransaction;
import dev.kontor.credits.TransactionFilter;
import dev.kontor.credits.TransactionType;
import dev.kontor.exports.Exports;
import dev.kontor.files.File;
import dev.kontor.files.FileFilter;
import dev.kontor.files.Files;
import dev.kontor.folders.Folder;
import dev.kontor.folders.FolderFilter;
import dev.kontor.folders.Folders;
import dev.kontor.folders.NewFolder;
import dev.kontor.health.Health;
import dev.kontor.idempotency.IdempotencyKeys;
import dev.kontor.idempotency.KeyedRequest;
import dev.kontor.items.ItemId;
import dev.kontor.items.ItemList;
import dev.kontor.items.Items;
import dev.kontor.migrations.testing.ContentBucket;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.purchases.PackageFilter;
import dev.kontor.purchases.Packages;
import dev.kontor.purchases.PurchaseFilter;
import dev.kontor.purchases.Purchases;
import dev.kontor.purchases.Reversal;
import dev.kontor.purchases.Sales;
import dev.kontor.quotas.Quotas;
import dev.kontor.search.ItemSearch;
import dev.kontor.search.SearchFilter;
import dev.kontor.settings.Settings;
import dev.kontor.shared.Change;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Result;
import dev.kontor.shared.Sha256;
import dev.kontor.shared.SortKey;
import dev.kontor.shares.NewShare;
import dev.kontor.shares.PasswordHash;
import dev.kontor.shares.Passwords;
import dev.kontor.shares.Share;
import dev.kontor.shares.ShareFilter;
import dev.kontor.shares.SharedPlace;
import dev.kontor.shares.Shares;
import dev.kontor.storage.ObjectDeletions;
import dev.kontor.storage.StoredObject;
import dev.kontor.tags.NewTag;
import dev.kontor.tags.Tag;
import dev.kontor.tags.TagFilter;
import dev.kontor.tags.TagPatch;
import dev.kontor.tags.Tags;
import dev.kontor.testing.Store;
import dev.kontor.testing.WireTap;
import dev.kontor.trash.Trash;
import dev.kontor.trash.TrashFilter;
import dev.kontor.tree.InFolder;
import dev.kontor.users.UserFilter;
import dev.kontor.users.Users;
import dev.kontor.versions.MultipartUploads;
import dev.kontor.versions.NewVersion;
import dev.kontor.versions.StorageKey;
import dev.kontor.versions.Uploads;
import dev.kontor.versions.VersionFilter;
import dev.kontor.versions.Versions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Counts the round trips of each operation: how often it waits for the database, on an open
/// connection.
@DisplayName("S19: no N+1 queries")
final class RoundTripsTest {

    /// Lock, statement, commit; BEGIN travels with the first.
    private static final int LOCKED = 3;

    /// The attempt that finds the name taken, then lock, free name, statement, commit.
    private static final int RENAMED = 5;

    /// The mark, and one step that deletes all rows.
    private static final int GIVEN_UP = 2;

    /// The mark. Then the erasure's lock, the tree's, a statement for each of nineteen kinds of row, the
    /// end of the mark, commit.
    private static final int ERASED = 24;

    /// A key adds these to its work: claim, keep, commit; BEGIN travels with the claim.
    private static final int KEYED = 3;

    private static final Days TODAY = new Days(LocalDate.EPOCH, LocalDate.EPOCH);

    private static final FileFilter ALL_FILES = new FileFilter(InFolder.ANYWHERE, null, null, null);

    private final WireTap tap = new WireTap(TestPostgres.port());
    private final Store store = Store.through(tap.port(), TestPostgres.createMigratedDatabase());
    private final Map<String, Integer> counted = new LinkedHashMap<>();

    private Folder folder;
    private Folder other;
    private File file;
    private Tag tag;

    @BeforeEach
    void fill() {
        folder = store.folder("folder", null);
        other = store.folder("other", null);
        tag = store.tag("tag");
        file = store.file("file", folder);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        tap.close();
    }

    @Test
    void everyOperationIsOneStatementOrOneShortTransaction() throws IOException {
        var files = store.files();
        var gone = store.file("gone", folder);
        count("Files.create", 1, () -> files.create(USER, newFile("new", folder, tag)));
        count("Files.createRenaming", 1, () -> files.createRenaming(USER, newFile("free", folder)));
        count("Files.get", 1, () -> files.get(USER, file.id()));
        count("Files.list", 1, () -> files.list(byName(ALL_FILES, 1)));
        count("Files.update", 1, () -> files.update(USER, file.id(), renameFile("b"), IfMatch.ANY));
        count("Files.tag", 1, () -> files.tag(USER, file.id(), tag.id()));
        count("Files.untag", 1, () -> files.untag(USER, file.id(), tag.id()));
        count("Files.delete", 1, () -> files.delete(USER, gone.id(), IfMatch.ANY));

        var folders = store.folders();
        var inFolder = new FolderFilter(InFolder.of(folder.id()), null);
        count("Folders.create", 1, () -> folders.create(USER, new NewFolder("new", null, null)));
        count("Folders.createRenaming", 1, () -> folders.createRenaming(USER, new NewFolder("free", null, null)));
        count("Folders.get", 1, () -> folders.get(USER, folder.id()));
        count("Folders.list", 1, () -> folders.list(byName(inFolder, 20)));
        count("Folders.children", 1, () -> folders.children(byName(InFolder.ROOT, 20)));
        count("Folders.update", 1, () -> folders.update(USER, folder.id(), renameFolder("b"), IfMatch.ANY));
        count("Folders.delete", LOCKED, () -> folders.delete(USER, folder.id(), IfMatch.ANY));

        var tags = store.tags();
        var recolour = new TagPatch(Change.none(), Change.to("red"));
        count("Tags.create", 1, () -> tags.create(USER, new NewTag("new", null)));
        count("Tags.list", 1, () -> tags.list(byName(new TagFilter(), 20)));
        count("Tags.update", 1, () -> tags.update(USER, tag.id(), recolour, IfMatch.ANY));
        var search = new SearchFilter("f", null, tag.id(), "text/plain", other.id());
        count("ItemSearch.find", 1, () -> store.search().find(newest(search)));
        count("Tags.delete", 1, () -> tags.delete(USER, tag.id(), IfMatch.ANY));

        var trash = store.trash();
        count("Trash.list", 1, () -> trash.list(Store.newest(new TrashFilter(), 20)));
        count("Trash.restore", LOCKED, () -> trash.restore(USER, folder.id()));
        value(folders.delete(USER, folder.id(), IfMatch.ANY));
        count("Trash.delete", GIVEN_UP, () -> trash.delete(USER, folder.id(), IfMatch.ANY));
        count("Trash.empty", GIVEN_UP, () -> trash.empty(USER));
        count("Trash.expire", 1, () -> trash.expire(Duration.ofDays(30)));
        count("Trash.purge", 1, trash::purge);
        count("Trash.oldestWaiting", 1, () -> trash.oldestWaiting(Duration.ofDays(30)));

        countItems();

        var settings = store.settings();
        var document = new JsonText("{\"a\": 1}");
        count("Settings.get", 1, () -> settings.get(USER, null));
        count("Settings.update", 1, () -> settings.update(USER, null, document, IfMatch.ANY));
        count("Settings.replace", 1, () -> settings.replace(USER, "app", document, IfMatch.ANY));
        count("Settings.delete", 1, () -> settings.delete(USER, "app", IfMatch.ANY));

        var users = store.users();
        count("Users.me", 1, () -> users.me(USER, "ada@example.com", "user"));
        count("Users.me", 1, () -> users.me(USER, "ada@example.com", "user"));
        count("Users.me", 1, () -> users.me(USER, "ada@example.org", "admin"));
        count(
                "Users.seeing",
                1,
                () -> users.seeing(USER, "ada@example.net", "user", () -> folders.get(USER, other.id())));
        count("Users.list", 1, () -> users.list(newest(new UserFilter("premium"))));
        count("Users.replaceTags", 1, () -> users.replaceTags(USER, List.of("premium"), IfMatch.ANY));
        var quotas = store.quotas();
        count("Quotas.get", 1, () -> quotas.get(USER));
        count("Quotas.replace", 1, () -> quotas.replace(USER, 1_000_000, IfMatch.ANY));
        var shares = store.shares();
        var kept = store.file("kept", other);
        var ofFile = count(1, () -> shares.create(USER, sharing(kept.id(), null)));
        count("Shares.create", 1, () -> shares.create(USER, sharing(null, other.id())));
        count("Shares.list", 1, () -> shares.list(newest(new ShareFilter(null, null))));
        count("Shares.open", 1, () -> shares.open(looking(ofFile), null));
        store.upload(kept, 1, 5);
        count("Shares.download", 1, () -> shares.download(ofFile.token(), null, null));
        count("Shares.delete", 1, () -> shares.delete(USER, ofFile.id(), IfMatch.ANY));

        var credits = store.credits();
        count("Credits.add", 1, () -> credits.add(USER, purchase(5)));
        var used = count(1, () -> credits.add(USER, usage(5))).transaction().id();
        count("Credits.refund", LOCKED, () -> credits.refund(new NewRefund(used, null, "")));
        count("Credits.takeUpTo", LOCKED + 1, () -> credits.takeUpTo(USER, 1, "", JsonText.EMPTY_OBJECT));
        count("Credits.balance", 1, () -> credits.balance(USER));
        count("Credits.transactions", 1, () -> credits.transactions(newest(new TransactionFilter(null))));

        count("Credits.summaryByDay", 1, () -> credits.summaryByDay(USER, TODAY));
        count("Credits.summaryByApp", 1, () -> credits.summaryByApp(USER, TODAY));
        count("Credits.upToDate", 1, () -> credits.upToDate(USER, () -> users.me(USER, null, null)));
        var holds = store.holds();
        var owner = new HoldCaller(USER, false);
        var held = count(1, () -> holds.create(USER, hold(USER, 2))).hold().id();
        count("Holds.create", 1, () -> holds.create(USER, hold(USER, 1)));
        count("Holds.list", 1, () -> holds.list(newest(new HoldFilter(HoldStatus.OPEN))));
        count("Holds.settle", 1, () -> holds.settle(owner, held, null, null));
        value(credits.add(Store.OTHER_USER, grant(5)));
        var ofGrant = count(LOCKED + 1, () -> holds.create(Store.OTHER_USER, hold(Store.OTHER_USER, 2)))
                .hold()
                .id();
        count(LOCKED + 1, () -> holds.settle(new HoldCaller(Store.OTHER_USER, false), ofGrant, null, null));
        var stillOpen = open(holds);
        count("Holds.release", LOCKED, () -> holds.release(owner, stillOpen));

        var packages = store.packages();
        var offer = count(1, () -> packages.create(Sales.offer(500, 1)));
        counted.put("Packages.create", 1);
        count("Packages.list", 1, () -> packages.list(inOrder(new PackageFilter(false))));
        count("Packages.update", 1, () -> packages.update(offer.id(), Sales.NO_CHANGE, IfMatch.ANY));
        var purchases = store.purchases();
        var begun = count(1, () -> purchases.create(USER, offer.id())).purchase();
        counted.put("Purchases.create", 1);
        count("Purchases.get", 1, () -> purchases.get(USER, begun.id()));
        count("Purchases.list", 1, () -> purchases.list(newest(new PurchaseFilter())));
        // Payment, purchase, balance with its transaction, purchase, commit.
        count("Purchases.settle", 5, () -> purchases.settle(Sales.payment(begun)));
        // And the balance, locked.
        count("Purchases.reverse", 7, () -> purchases.reverse(Reversal.refund(Sales.paymentId(begun), 499)));
        count("Packages.deactivate", 1, () -> packages.deactivate(offer.id(), IfMatch.ANY));

        var keys = store.idempotencyKeys();
        count("IdempotencyKeys.once", KEYED + 1, () -> keyed(() -> credits.add(USER, purchase(5))));
        count("IdempotencyKeys.deleteExpired", 1, keys::deleteExpired);
        count("IdempotencyKeys.oldestWaiting", 1, keys::oldestWaiting);

        var versions = store.versions();
        var ofKept = new VersionFilter(kept.id());
        var arrived = new StoredObject(5, null);
        var key = StorageKey.of(store.storageKey(kept, 1)).orElseThrow();
        count("Uploads.confirm", LOCKED, () -> store.uploads().confirm(key, arrived));
        count("Uploads.unfinished", 1, () -> store.uploads().unfinished());
        count("Uploads.deleteUnfinished", LOCKED, () -> store.uploads().deleteUnfinished(List.of(kept.id())));
        count("Uploads.abandoned", 1, () -> store.uploads().abandoned());
        count("Uploads.giveUp", 1, () -> store.uploads().giveUp(List.of(key)));
        count("Uploads.oldestWaiting", 1, () -> store.uploads().oldestWaiting());
        var more = new NewVersion(5, null, null);
        count("Versions.add", 1, () -> versions.add(USER, kept.id(), more));
        count("Versions.list", 1, () -> versions.list(newest(ofKept)));
        count("Versions.restore", 1, () -> versions.restore(USER, kept.id(), 1));
        count("Versions.upload", 1, () -> versions.upload(USER, kept.id(), 2));
        count("Versions.pending", 1, () -> versions.pending(USER, kept.id(), 2));
        count("Versions.content", 1, () -> versions.content(USER, kept.id(), null));

        count("Quotas.delete", 1, () -> quotas.delete(USER, IfMatch.ANY));
        count("Users.erase", ERASED, () -> users.erase(Store.OTHER_USER));
        count("Users.eraseSelf", ERASED, () -> users.eraseSelf(Store.OTHER_USER));
        count("Users.goOnErasing", 1, users::goOnErasing);
        count("Users.oldestErasure", 1, users::oldestErasure);
        try (var bucket = TestBucket.start()) {
            var parts = store.multipartUploads(bucket);
            var another = value(versions.add(USER, kept.id(), new NewVersion(5, null, null, true)));
            var givenUp = Objects.requireNonNull(another.upload().parts()).uploadId();
            // Loads what talks to S3. A connection that waits for that is tried out first.
            value(parts.sign(USER, givenUp, List.of(1)));
            var inParts = value(versions.add(USER, kept.id(), new NewVersion(5, null, null, true)));
            var upload = Objects.requireNonNull(inParts.upload().parts()).uploadId();
            // And, the first time, S3's id.
            count("MultipartUploads.sign", 2, () -> parts.sign(USER, upload, List.of(1)));
            count(1, () -> parts.sign(USER, upload, List.of(1)));
            count("MultipartUploads.progress", 1, () -> parts.progress(USER, upload));
            bucket.putPart(bucket.uploads().getLast(), 1, 5);
            var etags = new TreeMap<>(Map.of(1, TestBucket.etag(1, 5)));
            count("MultipartUploads.complete", 1 + LOCKED, () -> parts.complete(USER, upload, etags));
            count("MultipartUploads.end", 1 + LOCKED, () -> parts.end(USER, givenUp));
        }

        var deletions = store.objectDeletions();
        count("ObjectDeletions.oldestWaiting", 1, deletions::oldestWaiting);
        var orphans = List.of("files/a", "files/b");
        count("ObjectDeletions.enqueue", 1, () -> deletions.enqueue(orphans));
        try (var bucket = TestBucket.start()) {
            var objects = Store.objectStore(bucket);
            // Next, used, done, commit.
            count("ObjectDeletions.deleteObjects", 4, () -> Result.ok(deletions.deleteObjects(objects)));
        }

        try (var bucket = ContentBucket.start()) {
            countExports(store.exports(bucket));
        }

        count("Health.status", 1, () -> new Health(store.database()).status());

        assertThat(counted.keySet())
                .as("the operations counted here are all there are")
                .containsExactlyInAnyOrderElementsOf(operations());
    }

    private void countExports(Exports exports) {
        var export = count(1, () -> exports.begin(USER));
        // Loads what talks to S3.
        value(exports.wake(USER));
        count("Exports.begin", 1, () -> exports.begin(USER));
        count("Exports.wake", 1, () -> exports.wake(USER));
        count("Exports.get", 1, () -> exports.get(USER, export.id()));
        // Those that take too long, and those that are silent.
        count("Exports.wakeSilent", 2, exports::wakeSilent);
        count("Exports.purge", 1, exports::purge);
        count("Exports.oldestWaiting", 1, exports::oldestWaiting);
    }

    private void countItems() {
        var tagId = store.tag("of many").id();
        var to = store.folder("to", null);
        var inside = new ArrayList<ItemId>();
        for (var i = 0; i < 100; i++) {
            inside.add(
                    new ItemId(ItemId.FILE, store.file("one of many " + i, null).id()));
        }
        var files = new ItemList(inside);
        inside.add(new ItemId(ItemId.FOLDER, store.folder("one of many", null).id()));
        var both = new ItemList(inside);
        var items = store.items();
        count("Items.mark", 1, () -> items.mark(USER, both, true));
        count("Items.tag", 1, () -> items.tag(USER, files, tagId));
        count("Items.untag", 1, () -> items.untag(USER, files, tagId));
        count("Items.move", LOCKED, () -> items.move(USER, both, to.id()));
        count("Items.trash", LOCKED, () -> items.trash(USER, both));
        count("Trash.restore", LOCKED, () -> store.trash().restore(USER, both));
        count("Items.trash", 1, () -> items.trash(USER, files));
        // And the rest of the batch.
        count(LOCKED + 1, () -> store.trash().restore(USER, files.ids().getFirst()));
    }

    @Test
    void namesThatAreTakenCostARestoreOfManyTwoMore() {
        var gone = new ArrayList<ItemId>();
        for (var i = 0; i < 20; i++) {
            gone.add(
                    new ItemId(ItemId.FILE, store.file("taken " + i / 2, folder).id()));
            value(store.files().delete(USER, gone.getLast().id(), IfMatch.ANY));
        }

        count(LOCKED + 2, () -> store.trash().restore(USER, new ItemList(gone)));
    }

    @Test
    void movingAFileIsOneStatement() {
        count(1, () -> store.files().update(USER, file.id(), moveFile(other.id()), IfMatch.ANY));
    }

    @Test
    void movingAFolderTakesTheLockFirst() {
        count(LOCKED, () -> store.folders().update(USER, folder.id(), moveFolder(other.id()), IfMatch.ANY));
    }

    @Test
    void aNameThatIsTakenCostsATransactionMore() {
        count(RENAMED, () -> store.files().createRenaming(USER, newFile("file", folder)));
        count(RENAMED, () -> store.folders().createRenaming(USER, new NewFolder("folder", null, null)));
    }

    @Test
    void aRestoreWhoseNameIsTakenCostsTwoMore() {
        value(store.files().delete(USER, file.id(), IfMatch.ANY));
        store.file("file", folder);

        count(LOCKED + 2, () -> store.trash().restore(USER, file.id()));
    }

    @Test
    void aHundredFilesComeWithTheirTagsAtOnce() {
        for (var i = 0; i < 101; i++) {
            store.files().create(USER, newFile("file " + i, folder, tag));
        }
        var request = byName(new FileFilter(InFolder.of(folder.id()), tag.id(), null, null), 100);

        var first = count(1, () -> store.files().list(request));
        assertThat(first.items()).hasSize(100).allMatch(listed -> listed.tags().size() == 1);
        assertThat(first.total()).isEqualTo(101);

        var next = count(
                1,
                () -> store.files()
                        .list(new ListRequest<>(
                                USER, request.filter(), SortKey.NAME, false, 1, 100, first.nextCursor())));
        assertThat(next.items()).hasSize(1);
    }

    @Test
    void aRefusalCostsNoMoreThanASuccess() {
        tap.forget();
        var below = store.folder("below", folder);
        tap.forget();

        var refused = store.folders().update(USER, folder.id(), moveFolder(below.id()), IfMatch.ANY);

        assertThat(Store.code(refused)).isEqualTo(ErrorCode.CONFLICT);
        assertThat(tap.roundTrips()).as("%s", tap.statements()).isEqualTo(LOCKED);
    }

    /// The attempt that finds something that expires, then lock, statement, commit.
    @Test
    void creditsThatExpireCostATransactionMore() {
        var grant = new NewTransaction(
                TransactionType.BONUS,
                5,
                null,
                "",
                JsonText.EMPTY_OBJECT,
                null,
                Instant.now().plusSeconds(60));
        count(1, () -> store.credits().add(USER, grant));

        count(1 + LOCKED, () -> store.credits().add(USER, usage(1)));
        count(1 + LOCKED, () -> store.holds().create(USER, hold(USER, 1)));
    }

    private static UUID open(Holds holds) {
        return value(holds.list(newest(new HoldFilter(HoldStatus.OPEN))))
                .items()
                .getFirst()
                .id();
    }

    private static NewTransaction grant(long credits) {
        var tomorrow = Instant.now().plus(Duration.ofDays(1));
        return new NewTransaction(TransactionType.BONUS, credits, null, "", JsonText.EMPTY_OBJECT, null, tomorrow);
    }

    private static NewHold hold(String creator, long credits) {
        return new NewHold(creator, credits, null, "", JsonText.EMPTY_OBJECT, Limits.HOLD_LIFETIME_DEFAULT);
    }

    @Test
    void aKeyIsClaimedAndKeptInTheTransactionOfItsWork() {
        var credits = store.credits();
        value(credits.add(USER, purchase(5)));
        var used = value(credits.add(USER, usage(5))).transaction().id();

        // Of the refund: lock and statement.
        count(KEYED + 2, () -> keyed(() -> credits.refund(new NewRefund(used, null, ""))));
        // Of the repetition: claim and commit.
        count(2, () -> keyed(() -> credits.refund(new NewRefund(used, null, ""))));
    }

    @Test
    void aKeyedRequestThatIsRefusedLooksOnceMoreForItsFirst() {
        tap.forget();

        var refused = keyed(() -> store.credits().add(USER, usage(5)));

        assertThat(Store.code(refused)).isEqualTo(ErrorCode.INSUFFICIENT_CREDITS);
        // Claim, statement, rollback, and the look.
        assertThat(tap.roundTrips()).as("%s", tap.statements()).isEqualTo(4);
    }

    /// Every call has the same key.
    private Result<String> keyed(Supplier<? extends Result<?>> work) {
        return store.idempotencyKeys()
                .once(
                        new KeyedRequest(USER, "Work", "key", Sha256.hex("a body")),
                        () -> work.get().map(done -> "done"),
                        answer -> answer,
                        stored -> stored);
    }

    /// The password is checked between the two.
    @Test
    void aPasswordOfAShareIsAskedForBeforeAllElse() {
        var share = value(store.shares().create(USER, locked(file.id(), Passwords.hash("right"))));
        store.upload(file, 1, 5);
        count(2, () -> store.shares().open(looking(share), "right"));
        count(2, () -> store.shares().download(share.token(), "right", null));

        tap.forget();
        var refused = store.shares().download(share.token(), "wrong", null);

        assertThat(Store.code(refused)).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(tap.roundTrips()).as("%s", tap.statements()).isEqualTo(1);
    }

    private static NewShare sharing(@Nullable UUID fileId, @Nullable UUID folderId) {
        return new NewShare(fileId, folderId, null, null, null);
    }

    private static NewShare locked(UUID fileId, PasswordHash password) {
        return new NewShare(fileId, null, password, null, null);
    }

    private static ListRequest<SharedPlace> looking(Share share) {
        return newest(new SharedPlace(share.token(), null));
    }

    private static <F extends Record> ListRequest<F> inOrder(F filter) {
        return new ListRequest<>(USER, filter, SortKey.SORT_ORDER, false, 1, 20, null);
    }

    private static <F extends Record> ListRequest<F> newest(F filter) {
        return new ListRequest<>(USER, filter, SortKey.CREATED_AT, true, 1, 20, null);
    }

    private <T> void count(String operation, int expected, Supplier<Result<T>> call) {
        count(expected, call);
        counted.put(operation, expected);
    }

    private <T> T count(int expected, Supplier<Result<T>> call) {
        tap.forget();
        var result = value(call.get());
        assertThat(tap.roundTrips()).as("%s", tap.statements()).isEqualTo(expected);
        return result;
    }

    private static Set<String> operations() {
        return Stream.of(
                        Files.class,
                        Folders.class,
                        Tags.class,
                        ItemSearch.class,
                        Trash.class,
                        Items.class,
                        Quotas.class,
                        Settings.class,
                        Users.class,
                        Shares.class,
                        Credits.class,
                        Holds.class,
                        Packages.class,
                        Purchases.class,
                        IdempotencyKeys.class,
                        Versions.class,
                        Uploads.class,
                        MultipartUploads.class,
                        ObjectDeletions.class,
                        Exports.class,
                        Health.class)
                .flatMap(feature -> Stream.of(feature.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(RoundTripsTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
