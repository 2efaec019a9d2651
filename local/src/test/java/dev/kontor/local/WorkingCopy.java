package dev.kontor.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A copy of this repository's schema and migrations that a test may change.
final class WorkingCopy {
    private static final String RESOURCES = "migrations/src/main/resources";

    /// The location of this repository's migrations.
    static final String MIGRATIONS =
            "sources:" + Path.of("..").resolve(RESOURCES).resolve("migrations");

    private final Path root;

    private WorkingCopy(Path root) {
        this.root = root;
    }

    static WorkingCopy in(Path root) throws IOException {
        var source = Path.of("..").resolve(RESOURCES);
        try (var files = Files.walk(source)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy =
                        root.resolve(RESOURCES).resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return new WorkingCopy(root);
    }

    Path file(String name) {
        return root.resolve(RESOURCES).resolve(name);
    }

    void append(String name, String text) throws IOException {
        Files.writeString(file(name), Files.readString(file(name)) + text);
    }
}
