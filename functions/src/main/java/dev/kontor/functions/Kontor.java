package dev.kontor.functions;

import dev.kontor.credits.Credits;
import dev.kontor.credits.Holds;
import dev.kontor.exports.ExportSteps;
import dev.kontor.exports.Exports;
import dev.kontor.files.Files;
import dev.kontor.folders.Folders;
import dev.kontor.functions.log.JsonFormatter;
import dev.kontor.functions.snapshot.Application;
import dev.kontor.functions.snapshot.Snapshot;
import dev.kontor.functions.stripe.StripeSecrets;
import dev.kontor.health.Health;
import dev.kontor.idempotency.IdempotencyKeys;
import dev.kontor.items.Items;
import dev.kontor.purchases.Packages;
import dev.kontor.purchases.Purchases;
import dev.kontor.quotas.DefaultQuota;
import dev.kontor.quotas.Quotas;
import dev.kontor.search.ItemSearch;
import dev.kontor.settings.Settings;
import dev.kontor.shared.Environment;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.DatabaseConfig;
import dev.kontor.shares.Shares;
import dev.kontor.storage.ObjectDeletions;
import dev.kontor.storage.ObjectStore;
import dev.kontor.storage.StorageConfig;
import dev.kontor.tags.Tags;
import dev.kontor.trash.Trash;
import dev.kontor.users.Users;
import dev.kontor.versions.MultipartUploads;
import dev.kontor.versions.Uploads;
import dev.kontor.versions.Versions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The composition root: everything that operations stand on, handed to each (S2). What has a state
/// is made once. The data access of a feature is made when it is asked for, so that a function loads
/// the classes of no other feature.
///
/// On Lambda there is one for the process, made from its environment when the first handler is
/// constructed. Handlers that stand on another one (the local server's, a test's) are constructed
/// [within][#within] it. Immutable and thread-safe.
public final class Kontor implements Application {

    private static final ScopedValue<Kontor> BOUND = ScopedValue.newInstance();

    private final Database database;
    private final Duration trashRetention;
    private final DefaultQuota defaultQuota;
    private final Users users;
    private final ObjectStore storage;
    private final Optional<StripeSecrets> stripe;

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
        trashRetention = Duration.ofDays(variables.wholeNumber(
                "TRASH_RETENTION_DAYS", Limits.TRASH_RETENTION_DAYS_DEFAULT, 1, Limits.TRASH_RETENTION_DAYS_MAX));
        defaultQuota = DefaultQuota.from(variables);
        users = new Users(database, defaultQuota);
        storage = new ObjectStore(StorageConfig.from(variables));
        stripe = StripeSecrets.from(variables);
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
        return new Files(database, defaultQuota);
    }

    public Folders folders() {
        return new Folders(database);
    }

    public Tags tags() {
        return new Tags(database);
    }

    public Shares shares() {
        return new Shares(database);
    }

    public ItemSearch search() {
        return new ItemSearch(database);
    }

    public Items items() {
        return new Items(database);
    }

    public Trash trash() {
        return new Trash(database);
    }

    /// How long an item stays in the trash.
    public Duration trashRetention() {
        return trashRetention;
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

    /// `NOT_CONFIGURED` where nothing can be bought, since Stripe's webhook has no secret.
    public Result<Purchases> purchases() {
        return stripe().map(secrets -> new Purchases(database));
    }

    /// `NOT_CONFIGURED` where Stripe's webhook has no secret.
    public Result<StripeSecrets> stripe() {
        return stripe.map(Result::ok)
                .orElseGet(() -> Result.err(ErrorCode.NOT_CONFIGURED, "Purchases are not set up here"));
    }

    public Settings settings() {
        return new Settings(database);
    }

    public Users users() {
        return users;
    }

    public Quotas quotas() {
        return new Quotas(database, defaultQuota);
    }

    public Health health() {
        return new Health(database);
    }

    public IdempotencyKeys idempotencyKeys() {
        return new IdempotencyKeys(database);
    }

    public ObjectStore storage() {
        return storage;
    }

    public ObjectDeletions objectDeletions() {
        return new ObjectDeletions(database);
    }

    public Versions versions() {
        return new Versions(database, defaultQuota);
    }

    public MultipartUploads multipartUploads() {
        return new MultipartUploads(database, storage);
    }

    public Uploads uploads() {
        return new Uploads(database);
    }

    public Exports exports() {
        return new Exports(database, storage);
    }

    public ExportSteps exportSteps() {
        return new ExportSteps(database, storage);
    }

    @Override
    public void close() {
        database.close();
    }
}
