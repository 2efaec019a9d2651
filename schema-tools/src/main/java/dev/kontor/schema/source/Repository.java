package dev.kontor.schema.source;

import dev.kontor.migrations.artefact.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;

/// The schema twice, as a working copy has it: the migrations in the order they are applied in, and
/// the files that say what they come to.
///
/// @param exemptions the list of what applied migrations are allowed, empty where there is none
public record Repository(List<SourceFile> migrations, List<SourceFile> schema, SourceFile exemptions) {

    private static final Pattern NAME = Pattern.compile("V(\\d[\\d._]*?)__.*\\.sql");

    public Repository {
        migrations = List.copyOf(migrations);
        schema = List.copyOf(schema);
    }

    /// Without a list of exemptions.
    public Repository(List<SourceFile> migrations, List<SourceFile> schema) {
        this(migrations, schema, new SourceFile(Manifest.EXEMPTIONS, "", false));
    }

    /// @param resources the directory of `migrations/` and `schema/`
    /// @param root what the names of the files are relative to
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

    /// One file, wherever it is.
    ///
    /// @param root what its name is relative to, if it is below
    public static SourceFile file(Path file, Path root) throws IOException {
        var path = file.toAbsolutePath().normalize();
        var isContract = path.getParent() != null && path.getParent().endsWith("contract");
        var name = path.startsWith(root) ? root.relativize(path) : path;
        return new SourceFile(name.toString(), Files.readString(path), isContract);
    }

    /// The number of the migration that would come next.
    public int nextVersion() {
        return migrations.stream()
                        .map(Repository::version)
                        .filter(version -> !version.equals(MigrationVersion.LATEST))
                        .mapToInt(version -> version.getMajor().intValue())
                        .max()
                        .orElse(0)
                + 1;
    }

    /// As Flyway reads it from the name; what has none comes last.
    static MigrationVersion version(SourceFile file) {
        var name = NAME.matcher(Path.of(file.name()).getFileName().toString());
        return name.matches() ? MigrationVersion.fromVersion(name.group(1).replace('_', '.')) : MigrationVersion.LATEST;
    }

    private static List<Path> sqlFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }
}
