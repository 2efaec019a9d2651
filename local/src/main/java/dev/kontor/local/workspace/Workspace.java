package dev.kontor.local.workspace;

import dev.kontor.migrations.catalog.ExpectedCatalog;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;

/// The paths in a working copy of the project.
///
/// @param root the directory of `template.yaml`
public record Workspace(Path root) {
    /// The working copy whose `kontor` script started this process.
    public static Workspace current() {
        return new Workspace(
                Path.of(System.getProperty("kontor.root", "")).toAbsolutePath().normalize());
    }

    public Path template() {
        return root.resolve("template.yaml");
    }

    /// The OpenAPI description of the API.
    public Path description() {
        return root.resolve("functions/openapi.yaml");
    }

    /// The script of the rows that the events name.
    public Path seed() {
        return root.resolve("events/seed.sql");
    }

    /// The directory of `migrations/` and `schema/`.
    public Path resources() {
        return root.resolve("migrations/src/main/resources");
    }

    /// The location of the migrations, as the migration function understands it. It is the sources,
    /// so that a change needs no build, and so that nothing runs that was deleted.
    public String migrations() {
        return "sources:" + resources().resolve("migrations");
    }

    /// The file with the catalog that the migrations produce.
    public Path catalog() {
        return resources().resolve("migrations").resolve(ExpectedCatalog.NAME);
    }

    /// The migrations and the schema as the files are now, not as they were built.
    ///
    /// @throws Failure the environment names no history that can be, or a file is not in UTF-8
    public Repository repository() throws IOException {
        try {
            return Repository.read(resources(), root).withHistory(MigrationConfig.history(System.getenv()));
        } catch (IllegalStateException e) {
            throw new Failure(e.getMessage(), e);
        }
    }

    /// @throws Failure it is not in UTF-8
    public SourceFile file(Path file) throws IOException {
        try {
            return Repository.file(file, root);
        } catch (IllegalStateException e) {
            throw new Failure(e.getMessage(), e);
        }
    }

    /// The directory of everything that is kept between commands. Git ignores it.
    public Path data() {
        return root.resolve(".kontor");
    }
}
