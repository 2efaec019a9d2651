package dev.kontor.functions.testing;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Which statuses of which operations the tests have seen, in whatever process: each writes a file.
public final class SeenStatuses {

    /// The build deletes it before it runs any test.
    private static final Path DIRECTORY = Path.of("target/seen-statuses");

    private static final Path OWN = DIRECTORY.resolve(ProcessHandle.current().pid() + ".txt");
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private SeenStatuses() {}

    static void add(String operation, int status) {
        var line = operation + " " + status;
        if (SEEN.add(line)) {
            write(line + "\n");
        }
    }

    /// All that was seen, such as `CreateFile 201`.
    public static Set<String> all() throws IOException {
        try (var files = Files.list(DIRECTORY)) {
            return files.flatMap(SeenStatuses::lines).collect(toSet());
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void write(String line) {
        try {
            Files.createDirectories(DIRECTORY);
            Files.writeString(OWN, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
