package dev.kontor.migrations.artefact;

import dev.kontor.migrations.catalog.ExpectedCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The list that the build makes of the migrations: the SHA-256 of every file, in the format of
/// `sha256sum`. A run fails whose files differ from it, so that no migration is lost on the way
/// into the archive.
///
/// @param sums from a file's path below the folder to its SHA-256 in lower-case hex
public record Manifest(SortedMap<String, String> sums) {

    public static final String NAME = "manifest.sha256";

    /// The file that lists which findings the check allows in applied migrations.
    public static final String EXEMPTIONS = "exemptions.txt";

    /// The files in the folder that are no migrations.
    private static final Set<String> BESIDE = Set.of(NAME, ExpectedCatalog.NAME, EXEMPTIONS);

    private static final String BETWEEN = "  ";

    public Manifest {
        sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
    }

    /// Writes the manifest of a folder. The build calls it.
    ///
    /// @param arguments the folder with the migrations, and the file to write
    public static void main(String[] arguments) throws IOException {
        var file = Path.of(arguments[1]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, of(read(Path.of(arguments[0]))).toString());
    }

    static Manifest of(Map<String, byte[]> files) {
        var sums = new TreeMap<String, String>();
        files.forEach((path, content) -> sums.put(path, sha256(content)));
        return new Manifest(sums);
    }

    /// The reverse of [#toString].
    static Manifest parse(String text) {
        var sums = new TreeMap<String, String>();
        text.lines().forEach(line -> {
            var columns = line.split(BETWEEN, 2);
            sums.put(columns[1], columns[0]);
        });
        return new Manifest(sums);
    }

    /// All migrations of a folder and of the folders in it.
    public static SortedMap<String, byte[]> read(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(path).toString().replace('\\', '/');
                if (!BESIDE.contains(name)) {
                    files.put(name, Files.readAllBytes(path));
                }
            }
        }
        return files;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The differences between the files and the manifest, each in a few words.
    List<String> differences(Map<String, byte[]> files) {
        var differences = new ArrayList<String>();
        var found = of(files).sums;
        sums.forEach((path, sum) -> {
            if (!found.containsKey(path)) {
                differences.add(path + " is missing");
            } else if (!sum.equals(found.get(path))) {
                differences.add(path + " has other content");
            }
        });
        found.keySet().stream()
                .filter(path -> !sums.containsKey(path))
                .forEach(path -> differences.add(path + " is not listed"));
        return differences;
    }

    /// The SHA-256 of the whole manifest, in lower-case hex.
    String sha256() {
        return sha256(toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        sums.forEach(
                (path, sum) -> text.append(sum).append(BETWEEN).append(path).append('\n'));
        return text.toString();
    }
}
