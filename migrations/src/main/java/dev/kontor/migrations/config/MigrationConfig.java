package dev.kontor.migrations.config;

import dev.kontor.migrations.artefact.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where to migrate, and how long to keep trying.
///
/// @param url the direct endpoint, `jdbc:postgresql:`; a session's lock protects nothing behind a
///   pool
/// @param password null where the server asks for none; a token of IAM opens connections for 15
///   minutes
/// @param timeout for the whole run, including the wait for the lock
/// @param lockId the advisory lock of this service; services that share a database need different
///   ones
/// @param location the folder with the migrations and their manifest, after `classpath:` or
///   `filesystem:`; or a folder without a manifest, after `sources:`
/// @param scope which of the migrations to apply
/// @param refusesDrift whether a schema that was changed by hand stops the run; otherwise the report
///   notes it
/// @param history the table of the schema `public` that keeps the history, in small letters
public record MigrationConfig(
        String url,
        String user,
        @Nullable String password,
        Duration timeout,
        long lockId,
        String location,
        Scope scope,
        boolean refusesDrift,
        String history) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
    public static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);
    public static final long DEFAULT_LOCK_ID = 987_654_321L;
    public static final String DEFAULT_LOCATION = "classpath:migrations";

    public static final String DEFAULT_HISTORY = "schema_migrations";

    private static final String A_TIMEOUT = "a whole number of seconds from 1 to " + LONGEST_TIMEOUT.toSeconds();
    private static final String A_LOCK_ID = "a whole number of at most 64 bits";
    private static final String SCHEME = "jdbc:postgresql:";
    private static final Pattern HISTORY = Pattern.compile("[a-z_][a-z0-9_]{0,50}");

    /// @throws IllegalStateException a value is malformed; the message names its variable in one
    ///   line
    public MigrationConfig {
        Objects.requireNonNull(user);
        if (!url.startsWith(SCHEME)) {
            throw EnvironmentVariables.malformed(
                    "DATABASE_URL", SCHEME + "… with the database's direct endpoint, not a proxy's");
        }
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw EnvironmentVariables.malformed("MIGRATION_TIMEOUT", A_TIMEOUT);
        }
        checkHistory(history);
    }

    private static void checkHistory(String history) {
        if (!HISTORY.matcher(history).matches()) {
            throw EnvironmentVariables.malformed(
                    "MIGRATION_HISTORY", "the name of a table, of at most 51 small letters, digits and _");
        }
    }

    /// Takes the defaults for everything optional.
    public MigrationConfig(String url, String user, @Nullable String password) {
        this(
                url,
                user,
                password,
                DEFAULT_TIMEOUT,
                DEFAULT_LOCK_ID,
                DEFAULT_LOCATION,
                Scope.EXPAND,
                false,
                DEFAULT_HISTORY);
    }

    /// Reads the variables that docs/configuration.md lists.
    ///
    /// @throws IllegalStateException a variable is missing or malformed; the message names it in one
    ///   line
    public static MigrationConfig fromEnvironment(Map<String, String> variables) {
        var environment = new EnvironmentVariables(variables);
        var seconds = environment.wholeNumber("MIGRATION_TIMEOUT", DEFAULT_TIMEOUT.toSeconds(), A_TIMEOUT);
        return new MigrationConfig(
                environment.required("DATABASE_URL"),
                environment.required("DATABASE_USER"),
                password(environment),
                Duration.ofSeconds(seconds),
                environment.wholeNumber("MIGRATION_LOCK_ID", DEFAULT_LOCK_ID, A_LOCK_ID),
                DEFAULT_LOCATION,
                Scope.EXPAND,
                refusesDrift(environment),
                history(variables));
    }

    /// The table of the history alone.
    ///
    /// @throws IllegalStateException the name is malformed
    public static String history(Map<String, String> variables) {
        var named = new EnvironmentVariables(variables).optional("MIGRATION_HISTORY");
        var history = Objects.requireNonNullElse(named, DEFAULT_HISTORY);
        checkHistory(history);
        return history;
    }

    private static @Nullable String password(EnvironmentVariables environment) {
        var signIn = environment.optional("MIGRATION_SIGN_IN");
        return switch (signIn == null ? "password" : signIn) {
            case "password" -> environment.optional("DATABASE_PASSWORD");
            case "iam" ->
                IamToken.of(
                        environment.required("DATABASE_URL"),
                        environment.required("DATABASE_USER"),
                        environment,
                        Clock.systemUTC());
            default -> throw EnvironmentVariables.malformed("MIGRATION_SIGN_IN", "iam or password");
        };
    }

    /// `warn`, which is the default, or `refuse`.
    private static boolean refusesDrift(EnvironmentVariables environment) {
        var drift = environment.optional("MIGRATION_DRIFT");
        if (drift != null && !drift.equals("warn") && !drift.equals("refuse")) {
            throw EnvironmentVariables.malformed("MIGRATION_DRIFT", "warn or refuse");
        }
        return "refuse".equals(drift);
    }

    public MigrationConfig withTimeout(Duration timeout) {
        return new MigrationConfig(url, user, password, timeout, lockId, location, scope, refusesDrift, history);
    }

    public MigrationConfig withLocation(String location) {
        return new MigrationConfig(url, user, password, timeout, lockId, location, scope, refusesDrift, history);
    }

    public MigrationConfig withScope(Scope scope) {
        return new MigrationConfig(url, user, password, timeout, lockId, location, scope, refusesDrift, history);
    }

    public MigrationConfig withRefusesDrift(boolean refusesDrift) {
        return new MigrationConfig(url, user, password, timeout, lockId, location, scope, refusesDrift, history);
    }

    public MigrationConfig withHistory(String history) {
        return new MigrationConfig(url, user, password, timeout, lockId, location, scope, refusesDrift, history);
    }

    /// Leaves out the url and the password, since either may hold a secret.
    @Override
    public String toString() {
        return "MigrationConfig[user=" + user + ", timeout=" + timeout + ", lockId=" + lockId + "]";
    }
}
