package dev.kontor.functions;

import dev.kontor.credits.Credits;
import dev.kontor.files.Files;
import dev.kontor.folders.Folders;
import dev.kontor.functions.log.JsonFormatter;
import dev.kontor.functions.snapshot.Application;
import dev.kontor.functions.snapshot.Snapshot;
import dev.kontor.health.Health;
import dev.kontor.idempotency.IdempotencyKeys;
import dev.kontor.search.ItemSearch;
import dev.kontor.settings.Settings;
import dev.kontor.shared.Environment;
import dev.kontor.shared.Limits;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.DatabaseConfig;
import dev.kontor.shares.Shares;
import dev.kontor.storage.ObjectDeletions;
import dev.kontor.storage.ObjectStore;
import dev.kontor.storage.StorageConfig;
import dev.kontor.tags.Tags;
import dev.kontor.trash.Trash;
import dev.kontor.users.Users;
import dev.kontor.versions.Uploads;
import dev.kontor.versions.Versions;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The composition root: everything that operations stand on, made once and handed to each (S2).
///
/// On Lambda there is one for the process, made from its environment when the first handler is
/// constructed. Handlers that stand on another one (the local server's, a test's) are constructed
/// [within][#within] it. Immutable and thread-safe.
public final class Kontor implements Application {

    private static final ScopedValue<Kontor> BOUND = ScopedValue.newInstance();

    private final Database database;
    private final Files files;
    private final Folders folders;
    private final Tags tags;
    private final Shares shares;
    private final ItemSearch search;
    private final Trash trash;
    private final Duration trashRetention;
    private final Credits credits;
    private final Settings settings;
    private final Users users;
    private final Health health;
    private final IdempotencyKeys idempotencyKeys;
    private final ObjectStore storage;
    private final ObjectDeletions objectDeletions;
    private final Versions versions;
    private final Uploads uploads;

    /// Holds the instance of the process, which is made when it is first asked for.
    private static final class OfProcess {
        private static final Kontor KONTOR = new Kontor(System.getenv());

        @SuppressWarnings("unused") // kept here, since the runtime holds it weakly
        private static final @Nullable Snapshot SNAPSHOT = Snapshot.register(KONTOR, Kontor::new, System.getenv());

        static {
            JsonFormatter.install();
            Runtime.getRuntime().addShutdownHook(new Thread(KONTOR::close));
        }
    }

    /// @param environment the variables that docs/configuration.md lists
    /// @throws IllegalStateException naming the variable that is missing or malformed
    public Kontor(Map<String, String> environment) {
        var variables = new Environment(environment);
        database = new Database(DatabaseConfig.from(variables));
        files = new Files(database);
        folders = new Folders(database);
        tags = new Tags(database);
        shares = new Shares(database);
        search = new ItemSearch(database);
        trash = new Trash(database);
        trashRetention = Duration.ofDays(variables.wholeNumber(
                "TRASH_RETENTION_DAYS", Limits.TRASH_RETENTION_DAYS_DEFAULT, 1, Limits.TRASH_RETENTION_DAYS_MAX));
        credits = new Credits(database);
        settings = new Settings(database);
        users = new Users(database);
        health = new Health(database);
        idempotencyKeys = new IdempotencyKeys(database);
        storage = new ObjectStore(StorageConfig.from(variables));
        objectDeletions = new ObjectDeletions(database);
        versions = new Versions(database);
        uploads = new Uploads(database);
    }

    /// The instance bound to the current scope, or the process-wide one.
    public static Kontor current() {
        return BOUND.isBound() ? BOUND.get() : ofProcess();
    }

    /// Unwraps the error of the class's initialisation: Lambda reports what stops a function at
    /// start, and only the cause names the variable.
    private static Kontor ofProcess() {
        try {
            return OfProcess.KONTOR;
        } catch (ExceptionInInitializerError e) {
            if (e.getCause() instanceof IllegalStateException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public <T> T within(Supplier<T> constructor) {
        return ScopedValue.where(BOUND, this).call(constructor::get);
    }

    public Files files() {
        return files;
    }

    public Folders folders() {
        return folders;
    }

    public Tags tags() {
        return tags;
    }

    public Shares shares() {
        return shares;
    }

    public ItemSearch search() {
        return search;
    }

    public Trash trash() {
        return trash;
    }

    /// How long an item stays in the trash.
    public Duration trashRetention() {
        return trashRetention;
    }

    public Credits credits() {
        return credits;
    }

    public Settings settings() {
        return settings;
    }

    public Users users() {
        return users;
    }

    public Health health() {
        return health;
    }

    public IdempotencyKeys idempotencyKeys() {
        return idempotencyKeys;
    }

    public ObjectStore storage() {
        return storage;
    }

    public ObjectDeletions objectDeletions() {
        return objectDeletions;
    }

    public Versions versions() {
        return versions;
    }

    public Uploads uploads() {
        return uploads;
    }

    @Override
    public void close() {
        database.close();
    }
}
