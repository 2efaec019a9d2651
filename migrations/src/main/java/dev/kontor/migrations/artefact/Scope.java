package dev.kontor.migrations.artefact;

import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/// Which of the artefact's migrations a run may apply: docs/decisions/0022.
///
/// @param upTo nothing beyond this version; null for no such limit
/// @param contractsUpTo no contract migration beyond this version, but for a database that is empty
///   and has no code that could use what they drop; null for none
public record Scope(
        @Nullable MigrationVersion upTo, @Nullable MigrationVersion contractsUpTo) {

    /// All but the contract migrations.
    public static final Scope EXPAND = new Scope(null, null);

    /// All, where schema and code come together, as on a developer's machine.
    public static final Scope EVERYTHING = new Scope(null, MigrationVersion.LATEST);

    public boolean reaches(MigrationFile file) {
        return upTo == null || file.version().compareTo(upTo) <= 0;
    }

    public boolean allows(MigrationFile contract) {
        return contractsUpTo != null && contract.version().compareTo(contractsUpTo) <= 0;
    }
}
