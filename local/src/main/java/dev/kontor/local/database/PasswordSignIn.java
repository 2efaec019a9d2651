package dev.kontor.local.database;

import dev.kontor.local.workspace.SecretFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes an embedded PostgreSQL ask for the owner's password from its first moment on. By default it
/// would admit whoever reaches the loopback interface, and its owner can run programs. With Docker
/// Desktop every container reaches that interface.
final class PasswordSignIn {
    private static final String SCRAM = "scram-sha-256";

    private PasswordSignIn() {}

    /// Starts a server.
    ///
    /// @param passwordFile holds the password while the server's data is made, and is then deleted
    static EmbeddedPostgres start(EmbeddedPostgres.Builder server, String password, Path passwordFile)
            throws IOException {
        SecretFile.replace(passwordFile, password);
        try {
            // The library hands these to initdb, and none but those of the locale.
            return server.setLocaleConfig("auth-host", SCRAM)
                    .setLocaleConfig("auth-local", SCRAM)
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setConnectConfig("password", password)
                    .start();
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }
}
