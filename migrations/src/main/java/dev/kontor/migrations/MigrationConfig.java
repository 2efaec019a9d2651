package dev.kontor.migrations;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where to migrate, and how long to keep trying.
///
/// @param url the direct endpoint, `jdbc:postgresql:`; a lock held by a session is worth nothing
///   behind a pool
/// @param password absent where the server asks for none; one that stands for a sign-in by IAM is
///   good for connections of the next 15 minutes
/// @param timeout for the whole run, the wait for the lock included
/// @param lockId the advisory lock of this service; services that share a database need different
///   ones
/// @param location the folder with the migrations and their manifest, after `classpath:` or
///   `filesystem:`
/// @param scope which of them
/// @param refusesDrift whether a schema that was changed by hand stops the run, instead of being
///   noted
public record MigrationConfig(
        String url,
        String user,
        @Nullable String password,
        Duration timeout,
        long lockId,
        String location,
        Scope scope,
        boolean refusesDrift) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
    public static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);
    public static final long DEFAULT_LOCK_ID = 987_654_321L;
    public static final String DEFAULT_LOCATION = "classpath:migrations";

    private static final String A_TIMEOUT = "a whole number of seconds from 1 to " + LONGEST_TIMEOUT.toSeconds();
    private static final String A_LOCK_ID = "a whole number of at most 64 bits";
    private static final String SCHEME = "jdbc:postgresql:";

    /// @throws IllegalStateException in one line that names the variable at fault
    public MigrationConfig {
        Objects.requireNonNull(user);
        if (!url.startsWith(SCHEME)) {
            throw malformed("DATABASE_URL", SCHEME + "… with the database's direct endpoint, not a proxy's");
        }
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw malformed("MIGRATION_TIMEOUT", A_TIMEOUT);
        }
    }

    /// The defaults for all that is optional.
    public MigrationConfig(String url, String user, @Nullable String password) {
        this(url, user, password, DEFAULT_TIMEOUT, DEFAULT_LOCK_ID, DEFAULT_LOCATION, Scope.EXPAND, false);
    }

    /// What a function is configured by (docs/configuration.md); a blank variable counts as missing.
    ///
    /// @throws IllegalStateException in one line that names the variable that is missing or
    ///   malformed
    public static MigrationConfig fromEnvironment(Map<String, String> environment) {
        return new MigrationConfig(
                required(environment, "DATABASE_URL"),
                required(environment, "DATABASE_USER"),
                password(environment),
                Duration.ofSeconds(
                        wholeNumber(environment, "MIGRATION_TIMEOUT", DEFAULT_TIMEOUT.toSeconds(), A_TIMEOUT)),
                wholeNumber(environment, "MIGRATION_LOCK_ID", DEFAULT_LOCK_ID, A_LOCK_ID),
                DEFAULT_LOCATION,
                Scope.EXPAND,
                refusesDrift(environment));
    }

    /// `warn`, which is the default, or `refuse`.
    private static boolean refusesDrift(Map<String, String> environment) {
        var drift = optional(environment, "MIGRATION_DRIFT");
        if (drift != null && !drift.equals("warn") && !drift.equals("refuse")) {
            throw malformed("MIGRATION_DRIFT", "warn or refuse");
        }
        return "refuse".equals(drift);
    }

    public MigrationConfig withTimeout(Duration timeout) {
        return new MigrationConfig(url, user, password, timeout, lockId, location, scope, refusesDrift);
    }

    public MigrationConfig withLocation(String location) {
        return new MigrationConfig(url, user, password, timeout, lockId, location, scope, refusesDrift);
    }

    public MigrationConfig withScope(Scope scope) {
        return new MigrationConfig(url, user, password, timeout, lockId, location, scope, refusesDrift);
    }

    public MigrationConfig withRefusesDrift(boolean refusesDrift) {
        return new MigrationConfig(url, user, password, timeout, lockId, location, scope, refusesDrift);
    }

    /// Without the url and the password: either may hold a secret.
    @Override
    public String toString() {
        return "MigrationConfig[user=" + user + ", timeout=" + timeout + ", lockId=" + lockId + "]";
    }

    private static @Nullable String password(Map<String, String> environment) {
        var signIn = optional(environment, "MIGRATION_SIGN_IN");
        return switch (signIn == null ? "password" : signIn) {
            case "password" -> optional(environment, "DATABASE_PASSWORD");
            case "iam" ->
                IamToken.of(
                        required(environment, "DATABASE_URL"),
                        required(environment, "DATABASE_USER"),
                        environment,
                        Clock.systemUTC());
            default -> throw malformed("MIGRATION_SIGN_IN", "iam or password");
        };
    }

    private static @Nullable String optional(Map<String, String> environment, String name) {
        var value = environment.getOrDefault(name, "");
        return value.isBlank() ? null : value;
    }

    static String required(Map<String, String> environment, String name) {
        var value = optional(environment, name);
        if (value == null) {
            throw new IllegalStateException(name + " is missing from the environment");
        }
        return value;
    }

    private static long wholeNumber(Map<String, String> environment, String name, long ifMissing, String expected) {
        var value = optional(environment, name);
        try {
            return value == null ? ifMissing : Long.parseLong(value);
        } catch (NumberFormatException e) {
            // Not kept as the cause: it quotes the value.
            throw malformed(name, expected);
        }
    }

    /// Never shows a value: it may be a password.
    static IllegalStateException malformed(String name, String expected) {
        return new IllegalStateException(name + " is malformed: expected " + expected);
    }
}
