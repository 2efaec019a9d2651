package dev.kontor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// Another reader of ZIP archives than the JDK's: Python's. A test with it is skipped where there is no
/// Python, and fails if `CI=true`.
public final class Python {

    /// Reads every entry, which compares its CRC, and prints what the directory says of it.
    private static final String LIST = """
        import sys, zipfile
        with zipfile.ZipFile(sys.argv[1]) as archive:
            assert archive.testzip() is None, archive.testzip()
            for entry in archive.infolist():
                sys.stdout.buffer.write(f"{entry.filename} {entry.file_size} {entry.CRC}\\n".encode())
        """;

    private Python() {}

    /// Reads the whole archive.
    ///
    /// @return for each entry its name, size and CRC-32
    public static List<String> entries(Path archive) throws IOException, InterruptedException {
        var process = start(archive);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    private static Process start(Path archive) throws IOException {
        try {
            return new ProcessBuilder("python3", "-c", LIST, archive.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            Assumptions.abort("skipped: there is no python3 here");
            throw e;
        }
    }
}
