package dev.kontor.migrations.run;

import dev.kontor.migrations.artefact.MigrationFile;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.executor.MigrationExecutor;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.extensibility.MigrationType;
import org.jspecify.annotations.Nullable;

/// Presents a migration to Flyway.
record FlywayMigration(MigrationFile file, Execution execution) implements ResolvedMigration {

    @Override
    public MigrationVersion getVersion() {
        return file.version();
    }

    @Override
    public String getDescription() {
        return file.description();
    }

    @Override
    public String getScript() {
        return file.path();
    }

    @Override
    public Integer getChecksum() {
        return file.checksum();
    }

    @Override
    public MigrationType getType() {
        return CoreMigrationType.SQL;
    }

    @Override
    public String getPhysicalLocation() {
        return file.path();
    }

    @Override
    public MigrationExecutor getExecutor() {
        return execution;
    }

    @Override
    public boolean checksumMatches(@Nullable Integer applied) {
        return applied == null || file.isWhatWasApplied(applied);
    }

    @Override
    public boolean checksumMatchesWithoutBeingIdentical(@Nullable Integer applied) {
        return checksumMatches(applied) && !getChecksum().equals(applied);
    }
}
