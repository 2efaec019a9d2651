package dev.kontor.migrations.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    static Path root() throws IOException {
        var isRoomy = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= BYTES_MIN;
        return isRoomy ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        return Files.createTempDirectory(root(), "junit-");
    }
}
