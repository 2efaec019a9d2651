package dev.kontor.migrations.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/// Where tests keep what is gone after them: in memory, where the machine has some to spare for it.
/// A new database is several hundred files, and a disk takes ten times as long to make them. JUnit
/// makes its temporary directories here, too (`junit.jupiter.tempdir.factory.default`).
public final class FastStorage implements TempDirFactory {

    /// More than all tests that run at once have ever needed.
    private static final long BYTES_MIN = 4L << 30;

    private static final Path MEMORY = Path.of("/dev/shm");

    /// A place for what this user's processes share.
    public static Path shared(String name) throws IOException {
        return root().resolve("kontor-" + System.getProperty("user.name") + "-" + name);
    }

    public static Path root() throws IOException {
        var isRoomy = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= BYTES_MIN;
        return isRoomy ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /// Copies a directory, which keeps its permissions.
    public static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    public static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        return Files.createTempDirectory(root(), "junit-");
    }
}
