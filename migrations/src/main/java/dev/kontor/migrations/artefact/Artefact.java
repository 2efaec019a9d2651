package dev.kontor.migrations.artefact;

import dev.kontor.migrations.catalog.ExpectedCatalog;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/// The migrations that were built into the archive, or those of a working copy, oldest version first.
///
/// @param fingerprint changes if and only if a migration is added or changed
/// @param expected the catalog that they make; null where the archive does not say
public record Artefact(
        List<MigrationFile> files,
        Fingerprint fingerprint,
        @Nullable ExpectedCatalog expected) {

    private static final String CLASS_PATH = "classpath:";
    private static final String FILE_SYSTEM = "filesystem:";

    /// Nothing can get lost between the sources and a run that reads them.
    private static final String SOURCES = "sources:";

    /// @param location `classpath:` or `filesystem:`, and a folder that holds a manifest; or
    ///   `sources:`, and a folder that needs none
    /// @throws MigrationException the folder holds no migrations, or others than its manifest lists,
    ///   or some that violate the rules
    public static Artefact read(String location) {
        try {
            if (location.startsWith(SOURCES)) {
                return readSources(Path.of(location.substring(SOURCES.length())), location);
            }
            if (location.startsWith(FILE_SYSTEM)) {
                return read(Path.of(location.substring(FILE_SYSTEM.length())), location);
            }
            var folder = "/" + location.substring(CLASS_PATH.length());
            var manifest = Artefact.class.getResource(folder + "/" + Manifest.NAME);
            if (manifest == null) {
                throw withoutManifest(location);
            }
            return read(manifest, location);
        } catch (IOException | URISyntaxException e) {
            throw new MigrationException("cannot read the migrations in " + location + ": " + e);
        }
    }

    private static Artefact readSources(Path folder, String location) throws IOException {
        var contents = Files.isDirectory(folder) ? Manifest.read(folder) : new TreeMap<String, byte[]>();
        if (contents.isEmpty()) {
            throw new MigrationException("there are no migrations in " + location);
        }
        return of(contents, Manifest.of(contents), folder);
    }

    private static Artefact read(URL manifest, String location) throws IOException, URISyntaxException {
        if (!(manifest.openConnection() instanceof JarURLConnection inJar)) {
            return read(Path.of(manifest.toURI()).resolveSibling(""), location);
        }
        // Opened by its path, since a process can have only one file system for a URI.
        try (var jar = FileSystems.newFileSystem(Path.of(inJar.getJarFileURL().toURI()))) {
            return read(jar.getPath("/" + inJar.getEntryName()).resolveSibling(""), location);
        }
    }

    private static Artefact read(Path folder, String location) throws IOException {
        var file = folder.resolve(Manifest.NAME);
        if (!Files.exists(file)) {
            throw withoutManifest(location);
        }
        var manifest = Manifest.parse(Files.readString(file));
        var contents = Manifest.read(folder);
        if (manifest.sums().isEmpty()) {
            throw new MigrationException("the manifest in " + location + " lists no migrations");
        }
        if (contents.isEmpty()) {
            throw new MigrationException("none of the %d migrations of the manifest is in %s"
                    .formatted(manifest.sums().size(), location));
        }
        var differences = manifest.differences(contents);
        if (!differences.isEmpty()) {
            throw new MigrationException("the migrations are not those that the manifest lists: "
                    + String.join(", ", differences)
                    + "; build again");
        }
        return of(contents, manifest, folder);
    }

    private static Artefact of(SortedMap<String, byte[]> contents, Manifest manifest, Path folder) throws IOException {
        var files = contents.entrySet().stream()
                .map(entry -> MigrationFile.of(entry.getKey(), entry.getValue()))
                .toList();
        return of(files, manifest, expected(folder));
    }

    private static @Nullable ExpectedCatalog expected(Path folder) throws IOException {
        var file = folder.resolve(ExpectedCatalog.NAME);
        return Files.exists(file) ? ExpectedCatalog.parse(Files.readString(file)) : null;
    }

    private static Artefact of(List<MigrationFile> files, Manifest manifest, @Nullable ExpectedCatalog expected) {
        var sorted = files.stream()
                .sorted(Comparator.comparing(MigrationFile::version))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).version().equals(sorted.get(i - 1).version())) {
                throw new MigrationException(
                        "%s and %s have the same version; ./kontor generate --rebase gives the one that is not merged yet a later number"
                                .formatted(sorted.get(i - 1), sorted.get(i)));
            }
        }
        return new Artefact(sorted, Fingerprint.of(sorted.getLast().version(), manifest), expected);
    }

    private static MigrationException withoutManifest(String location) {
        return new MigrationException("there is no %s in %s: the build writes it".formatted(Manifest.NAME, location));
    }

    public MigrationVersion newest() {
        return fingerprint.newest();
    }

    public Optional<MigrationFile> file(MigrationVersion version) {
        return files.stream().filter(file -> file.version().equals(version)).findFirst();
    }
}
