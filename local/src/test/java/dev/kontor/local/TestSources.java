package dev.kontor.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Lists the files of the working copy, for tests that compare sources with the documents.
final class TestSources {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> MADE_BY_TOOLS = Set.of("target", ".git", ".kontor", ".aws-sam", "node_modules");

    private TestSources() {}

    /// The list leaves out everything that a build or a run has made. Those directories are not
    /// entered, because files come and go in them.
    static Stream<Path> files() throws IOException {
        var found = Stream.<Path>builder();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return MADE_BY_TOOLS.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        return found.build();
    }

    static List<Path> all() throws IOException {
        return files().filter(file -> file.toString().contains("/src/test/java/"))
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    /// @throws AssertionError if no test class has this name, or if several have it
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
