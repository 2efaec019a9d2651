package dev.kontor.local;

import dev.kontor.migrations.catalog.ExpectedCatalog;
import dev.kontor.schema.source.Repository;
import java.io.IOException;
import java.nio.file.Path;

/// Where things are in a working copy of the project.
///
/// @param root the directory of `template.yaml`
record Workspace(Path root) {
    /// The working copy whose `kontor` script started this process.
    static Workspace current() {
        return new Workspace(
                Path.of(System.getProperty("kontor.root", "")).toAbsolutePath().normalize());
    }

    Path template() {
        return root.resolve("template.yaml");
    }

    /// The directory of `migrations/` and `schema/`.
    Path resources() {
        return root.resolve("migrations/src/main/resources");
    }

    /// What the migrations make of the database's catalog.
    Path catalog() {
        return resources().resolve("migrations").resolve(ExpectedCatalog.NAME);
    }

    /// As its files are now, not as they were built.
    Repository repository() throws IOException {
        return Repository.read(resources(), root);
    }

    /// All that is kept from one command to the next; git ignores it.
    Path data() {
        return root.resolve(".kontor");
    }
}
