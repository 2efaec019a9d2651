package dev.kontor.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The sources of all modules' tests, for the tests of what the documents say of them.
final class TestSources {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private TestSources() {}

    static List<Path> all() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        }
    }

    /// @throws AssertionError there is no test class of this name, or several
    static Path of(String name) throws IOException {
        var found = all().stream()
                .filter(file -> file.getFileName().toString().equals(name + ".java"))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " test classes are called " + name);
        }
        return found.getFirst();
    }
}
