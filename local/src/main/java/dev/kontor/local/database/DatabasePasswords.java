package dev.kontor.local.database;

import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The passwords of the local database's roles. They are kept in the form of psql's password file,
/// so that `PGPASSFILE=.kontor/pgpass psql` signs in. Only the file's owner can read it.
record DatabasePasswords(String owner, String functions) {

    private static final String FILE = "pgpass";
    private static final int BYTES = 24;

    /// The passwords in `directory`.
    ///
    /// @throws Failure there are none
    static DatabasePasswords in(Path directory) throws IOException {
        var file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            throw new Failure(file + " is missing; the next ./kontor run makes another");
        }
        var text = Files.readString(file);
        return new DatabasePasswords(of(LocalDatabase.OWNER, text, file), of(LocalDatabase.FUNCTIONS_ROLE, text, file));
    }

    static DatabasePasswords make() {
        return new DatabasePasswords(random(), random());
    }

    void keepIn(Path directory) throws IOException {
        SecretFile.replace(
                directory.resolve(FILE),
                start(LocalDatabase.OWNER) + owner + "\n" + start(LocalDatabase.FUNCTIONS_ROLE) + functions + "\n");
    }

    static boolean existIn(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    /// Hexadecimal digits, which need no quotes anywhere.
    static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String of(String role, String text, Path file) {
        var start = start(role);
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow(() -> new Failure(file + " has no password of " + role + "; delete it, and start again"));
    }

    private static String start(String role) {
        return "*:*:*:" + role + ":";
    }

    /// Leaves out the passwords.
    @Override
    public String toString() {
        return "DatabasePasswords";
    }
}
