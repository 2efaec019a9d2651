package dev.kontor.shared.database;

import dev.kontor.shared.Environment;
import dev.kontor.shared.Limits;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// The address of the database, and how to sign in.
///
/// @param url `jdbc:postgresql:…`, or `jdbc:aws-wrapper:postgresql:…` through RDS Proxy; it alone
///   decides whether the AWS wrapper is in the path
/// @param password null signs in by IAM, which takes the wrapper
/// @param poolSize connections at most, 1 to [Limits#POOL_CONNECTIONS]
public record DatabaseConfig(
        String url, String user, @Nullable String password, int poolSize) {

    private static final String PLAIN = "jdbc:postgresql:";
    private static final String WRAPPED = "jdbc:aws-wrapper:postgresql:";

    public DatabaseConfig {
        var plain = url.startsWith(WRAPPED) ? PLAIN + url.substring(WRAPPED.length()) : url;
        if (!plain.startsWith(PLAIN) || Driver.parseURL(plain, null) == null) {
            throw Environment.malformed("DATABASE_URL", PLAIN + "//… or " + WRAPPED + "//…");
        }
    }

    /// @throws IllegalStateException naming the variable that is missing or malformed
    public static DatabaseConfig from(Environment environment) {
        return new DatabaseConfig(
                environment.required("DATABASE_URL"),
                environment.required("DATABASE_USER"),
                environment.optional("DATABASE_PASSWORD").orElse(null),
                environment.wholeNumber("DATABASE_POOL_SIZE", Limits.POOL_CONNECTIONS, 1, Limits.POOL_CONNECTIONS));
    }

    boolean isWrapped() {
        return url.startsWith(WRAPPED);
    }

    /// Leaves out the password, and the URL, which may hold one.
    @Override
    public String toString() {
        return "DatabaseConfig[user " + user + ", pool of " + poolSize + "]";
    }
}
