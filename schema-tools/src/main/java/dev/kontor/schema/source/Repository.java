package dev.kontor.schema.source;

import dev.kontor.migrations.artefact.Manifest;
import dev.kontor.migrations.config.MigrationConfig;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;

/// The two descriptions of the schema in a working copy: the migrations in the order in which they
/// are applied, and the files of `schema/`, which say what the migrations come to.
///
/// @param exemptions the list of findings that are allowed in applied migrations; empty where there
///   is no list
/// @param history the table of the run's history, which migrations may name
public record Repository(List<SourceFile> migrations, List<SourceFile> schema, SourceFile exemptions, String history) {

    private static final Pattern NAME = Pattern.compile("V(\\d[\\d._]*?)__.*\\.sql");

    public Repository {
        migrations = List.copyOf(migrations);
        schema = List.copyOf(schema);
    }

    /// Without a list of exemptions.
    public Repository(List<SourceFile> migrations, List<SourceFile> schema) {
        this(migrations, schema, new SourceFile(Manifest.EXEMPTIONS, "", false));
    }

    /// With a history of the usual name.
    public Repository(List<SourceFile> migrations, List<SourceFile> schema, SourceFile exemptions) {
        this(migrations, schema, exemptions, MigrationConfig.DEFAULT_HISTORY);
    }

    public Repository withHistory(String history) {
        return new Repository(migrations, schema, exemptions, history);
    }

    /// @param resources the directory of `migrations/` and `schema/`
    /// @param root the directory that the names of the files are relative to
    /// @throws IllegalStateException a file is not in UTF-8; the message names it
    public static Repository read(Path resources, Path root) throws IOException {
        var folder = resources.resolve("migrations");
        var migrations = new ArrayList<SourceFile>();
        for (var file : sqlFiles(folder)) {
            migrations.add(file(file, root));
        }
        for (var file : sqlFiles(folder.resolve("contract"))) {
            migrations.add(file(file, root));
        }
        migrations.sort(Comparator.comparing(Repository::version));
        var schema = new ArrayList<SourceFile>();
        for (var file : sqlFiles(resources.resolve("schema"))) {
            schema.add(file(file, root));
        }
        var exemptions = folder.resolve(Manifest.EXEMPTIONS);
        return Files.exists(exemptions)
                ? new Repository(migrations, schema, file(exemptions, root))
                : new Repository(migrations, schema);
    }

    /// Reads one file, wherever it is.
    ///
    /// @param root the directory that the name is relative to, if the file is below it
    /// @throws IllegalStateException it is not in UTF-8; the message names it
    public static SourceFile file(Path file, Path root) throws IOException {
        var path = file.toAbsolutePath().normalize();
        var isContract = path.getParent() != null && path.getParent().endsWith("contract");
        var name = path.startsWith(root) ? root.relativize(path) : path;
        try {
            return new SourceFile(name.toString(), Files.readString(path), isContract);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException(name + " is not in UTF-8", e);
        }
    }

    /// The migrations whose number an earlier one in the list has already, each with that one.
    public Map<SourceFile, SourceFile> twins() {
        var twins = new LinkedHashMap<SourceFile, SourceFile>();
        var first = new HashMap<MigrationVersion, SourceFile>();
        for (var file : migrations) {
            var earlier = first.putIfAbsent(version(file), file);
            if (earlier != null && isVersioned(file)) {
                twins.put(file, earlier);
            }
        }
        return twins;
    }

    /// The latest version of some migrations; `EMPTY` where none has one.
    public static MigrationVersion newest(Collection<SourceFile> migrations) {
        return migrations.stream()
                .filter(Repository::isVersioned)
                .map(Repository::version)
                .max(MigrationVersion::compareTo)
                .orElse(MigrationVersion.EMPTY);
    }

    /// The version for a migration after another version, with at least three digits.
    public static MigrationVersion next(MigrationVersion last) {
        var major = last.equals(MigrationVersion.EMPTY) ? BigInteger.ZERO : last.getMajor();
        return MigrationVersion.fromVersion("%03d".formatted(major.add(BigInteger.ONE)));
    }

    /// The version as Flyway reads it from the name. A file without a version comes last.
    public static MigrationVersion version(SourceFile file) {
        var name = NAME.matcher(file.fileName());
        return name.matches() ? MigrationVersion.fromVersion(name.group(1).replace('_', '.')) : MigrationVersion.LATEST;
    }

    /// Whether the file's name has a version.
    public static boolean isVersioned(SourceFile file) {
        return !version(file).equals(MigrationVersion.LATEST);
    }

    private static List<Path> sqlFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }
}
