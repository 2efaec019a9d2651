package dev.kontor.functions.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipFile;

/// The archives under test, each unpacked once.
public final class Archives {

    private static final Map<Path, Path> UNPACKED = new ConcurrentHashMap<>();

    private Archives() {}

    public static Path unpack(Path archive) {
        return UNPACKED.computeIfAbsent(archive, Archives::unpackNew);
    }

    private static Path unpackNew(Path archive) {
        try (var zip = new ZipFile(archive.toFile())) {
            var directory = Files.createTempDirectory(Files.createDirectories(Path.of("target/packaged")), "task");
            for (var entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                var file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (var content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
            return directory.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("build " + archive + " with `mvn package` first", e);
        }
    }
}
