package dev.kontor.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The last step of the build: writes the JDK and the class path that the script `kontor` starts
/// with. It copies the project's own archives, so that a later build does not replace them under
/// a running server. A process that has a replaced copy open can still read it.
final class LaunchFile {
    private LaunchFile() {}

    /// @param arguments the project's directory, this module's archive, and its directory `target`
    public static void main(String[] arguments) throws IOException {
        var project = Path.of(arguments[0]);
        var archive = Path.of(arguments[1]);
        var target = Path.of(arguments[2]);
        var library = Files.createDirectories(target.resolve("lib"));

        var classPath = new ArrayList<String>();
        classPath.add(copy(archive, library));
        for (var entry : classPathOfThisProcess()) {
            if (!entry.startsWith(project)) {
                classPath.add(entry.toString());
            } else if (Files.isRegularFile(entry)) {
                classPath.add(copy(entry, library));
            }
        }
        Files.write(
                target.resolve("launch"),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        String.join(File.pathSeparator, classPath)));
    }

    private static List<Path> classPathOfThisProcess() {
        var classPath = System.getProperty("java.class.path");
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    private static String copy(Path archive, Path library) throws IOException {
        var copy = library.resolve(archive.getFileName());
        Files.deleteIfExists(copy);
        return Files.copy(archive, copy, StandardCopyOption.COPY_ATTRIBUTES).toString();
    }
}
