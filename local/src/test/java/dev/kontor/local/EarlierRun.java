package dev.kontor.local;

import dev.kontor.local.database.LocalDatabase;
import dev.kontor.local.server.LocalServer;
import dev.kontor.migrations.testing.FastStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Gives a working copy the database of an earlier `./kontor run`. The database is up to date and
/// empty. It is made once per process and then copied.
public final class EarlierRun {
    private EarlierRun() {}

    public static void leaveIn(Path root) throws IOException {
        FastStorage.copy(Made.DATA, root.resolve(".kontor"));
    }

    private static final class Made {
        static final Path DATA = make();

        private static Path make() {
            try {
                var data = Files.createTempDirectory(FastStorage.root(), "kontor-run-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(data)));
                try (var database = LocalDatabase.start(data)) {
                    LocalServer.migrate(database.ownersEnvironment(), WorkingCopy.MIGRATIONS);
                }
                return data;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("an earlier run can't be made", e);
            }
        }

        private static void delete(Path data) {
            try {
                FastStorage.delete(data);
            } catch (IOException e) {
                System.err.println("not deleted: " + e);
            }
        }
    }
}
