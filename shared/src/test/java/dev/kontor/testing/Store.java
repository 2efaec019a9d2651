package dev.kontor.testing;

import dev.kontor.credits.Credits;
import dev.kontor.credits.Holds;
import dev.kontor.credits.NewTransaction;
import dev.kontor.credits.TransactionType;
import dev.kontor.exports.Exports;
import dev.kontor.files.File;
import dev.kontor.files.FilePatch;
import dev.kontor.files.Files;
import dev.kontor.files.NewFile;
import dev.kontor.folders.Folder;
import dev.kontor.folders.FolderPatch;
import dev.kontor.folders.Folders;
import dev.kontor.folders.NewFolder;
import dev.kontor.idempotency.IdempotencyKeys;
import dev.kontor.items.Items;
import dev.kontor.migrations.testing.ContentBucket;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.purchases.Packages;
import dev.kontor.purchases.Purchases;
import dev.kontor.quotas.DefaultQuota;
import dev.kontor.quotas.Quotas;
import dev.kontor.search.ItemSearch;
import dev.kontor.settings.Settings;
import dev.kontor.shared.Change;
import dev.kontor.shared.Environment;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.DatabaseConfig;
import dev.kontor.shares.Shares;
import dev.kontor.storage.ObjectDeletions;
import dev.kontor.storage.ObjectStore;
import dev.kontor.storage.StorageConfig;
import dev.kontor.storage.StoredObject;
import dev.kontor.tags.NewTag;
import dev.kontor.tags.Tag;
import dev.kontor.tags.Tags;
import dev.kontor.trash.Trash;
import dev.kontor.users.Users;
import dev.kontor.versions.MultipartUploads;
import dev.kontor.versions.StorageKey;
import dev.kontor.versions.Uploads;
import dev.kontor.versions.Versions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The data access on a migrated database of its own, signed in as the functions are, and short
/// ways to put things into it.
///
/// @param ownsDatabase whether closing the store drops the database
public record Store(
        TestDatabase postgres,
        Database database,
        Files files,
        Folders folders,
        Tags tags,
        Settings settings,
        Users users,
        boolean ownsDatabase)
        implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Two real Better Auth ids.
    public static final String USER = "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ";

    public static final String OTHER_USER = "kX9bQ2mLw7RzTfYc4vNjHs1PdGa6eUoi";

    public static Store open() {
        var postgres = TestPostgres.createMigratedDatabase();
        return of(postgres, config(postgres), true);
    }

    public static Store on(TestDatabase postgres) {
        return of(postgres, config(postgres));
    }

    /// Through another port than the server's own, as with a pooler.
    public static Store through(int port, TestDatabase postgres) {
        return on(new TestDatabase(postgres.name(), port));
    }

    public static Store of(TestDatabase postgres, DatabaseConfig config) {
        return of(postgres, config, false);
    }

    private static DatabaseConfig config(TestDatabase postgres) {
        return DatabaseConfig.from(new Environment(postgres.environment()));
    }

    private static Store of(TestDatabase postgres, DatabaseConfig config, boolean ownsDatabase) {
        var database = new Database(config);
        return new Store(
                postgres,
                database,
                new Files(database, DefaultQuota.NONE),
                new Folders(database),
                new Tags(database),
                new Settings(database),
                new Users(database, DefaultQuota.NONE),
                ownsDatabase);
    }

    public Items items() {
        return new Items(database);
    }

    public Trash trash() {
        return new Trash(database);
    }

    public Credits credits() {
        return new Credits(database);
    }

    public Holds holds() {
        return new Holds(database);
    }

    public Packages packages() {
        return new Packages(database);
    }

    public Purchases purchases() {
        return new Purchases(database);
    }

    public Quotas quotas() {
        return new Quotas(database, DefaultQuota.NONE);
    }

    public Shares shares() {
        return new Shares(database);
    }

    public ItemSearch search() {
        return new ItemSearch(database);
    }

    public IdempotencyKeys idempotencyKeys() {
        return new IdempotencyKeys(database);
    }

    public Versions versions() {
        return new Versions(database, DefaultQuota.NONE);
    }

    public Uploads uploads() {
        return new Uploads(database);
    }

    public MultipartUploads multipartUploads(TestBucket bucket) {
        return new MultipartUploads(database, objectStore(bucket));
    }

    public ObjectDeletions objectDeletions() {
        return new ObjectDeletions(database);
    }

    public Exports exports(ContentBucket bucket) {
        return new Exports(database, new ObjectStore(StorageConfig.from(new Environment(bucket.environment()))));
    }

    public static ObjectStore objectStore(TestBucket bucket) {
        return new ObjectStore(StorageConfig.from(new Environment(bucket.environment())));
    }

    /// The storage key of a version.
    public String storageKey(File file, int version) {
        try {
            return postgres.query("select storage_key from file_versions where file_id = '%s' and version = %d"
                            .formatted(file.id(), version))
                    .getFirst();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// Confirms that a version's content has arrived, as S3 reports it.
    public void upload(File file, int version, long size) {
        var key = StorageKey.of(storageKey(file, version)).orElseThrow();
        if (!value(uploads().confirm(key, new StoredObject(size, null)))) {
            throw new AssertionError("no version has " + key);
        }
    }

    /// A transaction for which only type and amount matter.
    public static NewTransaction change(TransactionType type, long amount) {
        return new NewTransaction(type, amount, null, "", JsonText.EMPTY_OBJECT, null);
    }

    public static NewTransaction usage(long credits) {
        return change(TransactionType.USAGE, -credits);
    }

    public static NewTransaction purchase(long credits) {
        return change(TransactionType.PURCHASE, credits);
    }

    /// The first page of a list, by name.
    public static <F extends Record> ListRequest<F> byName(F filter, int limit) {
        return new ListRequest<>(USER, filter, SortKey.NAME, false, 1, limit, null);
    }

    /// The first page of a list, newest first.
    public static <F extends Record> ListRequest<F> newest(F filter, int limit) {
        return new ListRequest<>(USER, filter, SortKey.CREATED_AT, true, 1, limit, null);
    }

    public File file(String name, @Nullable Folder parent) {
        return value(files.create(USER, newFile(name, parent))).file();
    }

    public Folder folder(String name, @Nullable Folder parent) {
        return value(folders.create(USER, new NewFolder(name, parent == null ? null : parent.id(), null)));
    }

    public Tag tag(String name) {
        return value(tags.create(USER, new NewTag(name, null)));
    }

    public static NewFile newFile(String name, @Nullable Folder parent, Tag... tags) {
        var parentId = parent == null ? null : parent.id();
        var tagIds = List.of(tags).stream().map(Tag::id).toList();
        return new NewFile(name, "text/plain", 5, parentId, null, null, tagIds);
    }

    public static FilePatch renameFile(String name) {
        return new FilePatch(Change.to(name), Change.none(), Change.none(), Change.none(), Change.none());
    }

    public static FilePatch moveFile(@Nullable UUID parentFolderId) {
        return new FilePatch(Change.none(), Change.none(), Change.to(parentFolderId), Change.none(), Change.none());
    }

    public static FolderPatch renameFolder(String name) {
        return new FolderPatch(Change.to(name), Change.none(), Change.none(), Change.none());
    }

    public static FolderPatch moveFolder(@Nullable UUID parentFolderId) {
        return new FolderPatch(Change.none(), Change.none(), Change.to(parentFolderId), Change.none());
    }

    /// The value of a result that must be one.
    public static <T> T value(Result<T> result) {
        return switch (result) {
            case Result.Ok<T>(var value) -> value;
            case Result.Err<T> error -> throw new AssertionError("unexpected: " + error);
        };
    }

    /// The code of a result that must be an error.
    public static ErrorCode code(Result<?> result) {
        return switch (result) {
            case Result.Ok<?>(var value) -> throw new AssertionError("unexpected: " + value);
            case Result.Err<?> error -> error.code();
        };
    }

    /// Makes a keyed request again while the first with its key is under way, as the answer says.
    public static <T> Result<T> untilNotUnderWay(Supplier<Result<T>> request) {
        var result = request.get();
        for (var tries = 1; isConflict(result) && tries < 5_000; tries++) {
            pause(tries < 5 ? 0 : 1);
            result = request.get();
        }
        return result;
    }

    private static boolean isConflict(Result<?> result) {
        return result instanceof Result.Err<?> error && error.code() == ErrorCode.CONFLICT;
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// An id that nothing has.
    public static UUID nobody() {
        return UUID.fromString("00000000-0000-4000-8000-00000000dead");
    }

    /// Waits until somebody waits for a lock in this database.
    public void awaitLock() throws SQLException, InterruptedException {
        awaitLock("%");
    }

    /// @param statements a `like` pattern of the statements that may wait
    /// @return who waits
    public List<String> awaitLock(String statements) throws SQLException, InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            var waiting = postgres.query("""
                select pid from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                  and query like '%s'
                """.formatted(statements));
            if (!waiting.isEmpty()) {
                return waiting;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("nobody waits for a lock");
    }

    @Override
    public void close() {
        database.close();
        if (ownsDatabase) {
            postgres.drop();
        }
    }
}
