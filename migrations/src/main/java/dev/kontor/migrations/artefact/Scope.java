package dev.kontor.migrations.artefact;

import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/// Which of the artefact's migrations a run may apply. See docs/decisions/0022.
///
/// @param upTo the last version to apply; null for no limit
/// @param contractsUpTo the last version of contract migrations to apply; null for none of them. An
///   empty database gets all of them, since no code could use what they drop
public record Scope(
        @Nullable MigrationVersion upTo, @Nullable MigrationVersion contractsUpTo) {

    /// All but the contract migrations.
    public static final Scope EXPAND = new Scope(null, null);

    /// All migrations, for machines on which schema and code change together.
    public static final Scope EVERYTHING = new Scope(null, MigrationVersion.LATEST);

    public boolean reaches(MigrationFile file) {
        return upTo == null || file.version().compareTo(upTo) <= 0;
    }

    public boolean allows(MigrationFile contract) {
        return contractsUpTo != null && contract.version().compareTo(contractsUpTo) <= 0;
    }
}
