package dev.kontor.local.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;

/// Makes an embedded PostgreSQL ask for the owner's password from its first moment on. By default it
/// would admit whoever reaches the loopback interface, and its owner can run programs. With Docker
/// Desktop every container reaches that interface.
final class PasswordSignIn {
    private static final String SCRAM = "scram-sha-256";

    private PasswordSignIn() {}

    /// @param passwordFile holds the password, and is read while the server's data is made
    static EmbeddedPostgres.Builder required(EmbeddedPostgres.Builder server, String password, Path passwordFile) {
        // The library hands these to initdb, and none but those of the locale.
        return server.setLocaleConfig("auth-host", SCRAM)
                .setLocaleConfig("auth-local", SCRAM)
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setConnectConfig("password", password);
    }
}
