package dev.kontor.migrations;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// Where to migrate, and how long to keep trying.
///
/// @param url the direct endpoint, `jdbc:postgresql:`; a lock held by a session is worth nothing
///   behind a pool
/// @param password absent where the server asks for none
/// @param timeout for the whole run, the wait for the lock included
/// @param lockId the advisory lock of this service; services that share a database need different
///   ones
/// @param location where Flyway finds the migrations, `classpath:` or `filesystem:`
public record MigrationConfig(
        String url,
        String user,
        @Nullable String password,
        Duration timeout,
        long lockId,
        String location) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
    public static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);
    public static final long DEFAULT_LOCK_ID = 987_654_321L;
    public static final String DEFAULT_LOCATION = "classpath:migrations";

    private static final String SCHEME = "jdbc:postgresql:";

    /// @throws IllegalArgumentException in words that start with the name of the variable at fault
    public MigrationConfig {
        Objects.requireNonNull(user);
        if (!url.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "DATABASE_URL must start with "
                            + SCHEME
                            + " (migrations need the database's direct endpoint, not a proxy's)");
        }
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "MIGRATION_TIMEOUT must be a whole number of seconds from 1 to "
                            + LONGEST_TIMEOUT.toSeconds());
        }
    }

    /// The defaults for all that is optional.
    public MigrationConfig(String url, String user, @Nullable String password) {
        this(url, user, password, DEFAULT_TIMEOUT, DEFAULT_LOCK_ID, DEFAULT_LOCATION);
    }

    /// What a function is configured by; an empty variable counts as missing.
    ///
    /// @throws IllegalArgumentException in words that start with the name of the variable at fault
    public static MigrationConfig fromEnvironment(Map<String, String> environment) {
        var url = required(environment, "DATABASE_URL");
        var user = required(environment, "DATABASE_USER");
        var password = optional(environment, "DATABASE_PASSWORD");
        var timeout = optional(environment, "MIGRATION_TIMEOUT");
        var lockId = optional(environment, "MIGRATION_LOCK_ID");
        return new MigrationConfig(
                url,
                user,
                password,
                timeout == null ? DEFAULT_TIMEOUT : seconds("MIGRATION_TIMEOUT", timeout),
                lockId == null ? DEFAULT_LOCK_ID : number("MIGRATION_LOCK_ID", lockId),
                DEFAULT_LOCATION);
    }

    public MigrationConfig withTimeout(Duration timeout) {
        return new MigrationConfig(url, user, password, timeout, lockId, location);
    }

    public MigrationConfig withLockId(long lockId) {
        return new MigrationConfig(url, user, password, timeout, lockId, location);
    }

    public MigrationConfig withLocation(String location) {
        return new MigrationConfig(url, user, password, timeout, lockId, location);
    }

    /// Without the url and the password: either may hold a secret.
    @Override
    public String toString() {
        return "MigrationConfig[user=" + user + ", timeout=" + timeout + ", lockId=" + lockId + "]";
    }

    private static @Nullable String optional(Map<String, String> environment, String name) {
        var value = environment.getOrDefault(name, "");
        return value.isEmpty() ? null : value;
    }

    private static String required(Map<String, String> environment, String name) {
        var value = optional(environment, name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static Duration seconds(String name, String value) {
        return Duration.ofSeconds(number(name, value));
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " must be a whole number, but is: " + value, e);
        }
    }
}
