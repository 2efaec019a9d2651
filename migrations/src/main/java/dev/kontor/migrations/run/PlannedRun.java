package dev.kontor.migrations.run;

import dev.kontor.migrations.artefact.Artefact;
import dev.kontor.migrations.artefact.MigrationException;
import dev.kontor.migrations.artefact.MigrationFile;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.session.AdvisoryLock;
import dev.kontor.migrations.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The migrations that a run would apply if it began now, as the database's history tells.
///
/// @param version of the schema; null for an empty database
/// @param applied the migrations of the history, in the order in which they were applied, without
///   those of a later release
/// @param pending the migrations to apply, in this order
/// @param held contract migrations that wait for a later deploy
/// @param notes other facts for an operator, a line each
public record PlannedRun(
        @Nullable String version,
        List<MigrationFile> applied,
        List<MigrationFile> pending,
        List<MigrationFile> held,
        List<String> notes) {

    /// What Flyway takes for a schema that is not empty.
    private static final String HAS_OBJECTS = """
        select exists (
          select from pg_depend as of_schema
          where refclassid = 'pg_namespace'::regclass and refobjid = to_regnamespace(?)
            and classid in ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass)
            and not exists (
              select from pg_depend as of_extension
              where of_extension.classid = of_schema.classid and of_extension.objid = of_schema.objid
                and of_extension.deptype = 'e'))
        """;

    public PlannedRun {
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
        held = List.copyOf(held);
        notes = List.copyOf(notes);
    }

    /// Reads the database, and takes no lock on its tables but that of reading.
    ///
    /// @throws MigrationException a run would fail before its first migration
    public static PlannedRun read(Session session, MigrationConfig config) throws SQLException {
        var artefact = Artefact.read(config.location());
        var history = History.read(session, config.history());
        if (history.isEmpty() && !hasTable(session, config.history()) && session.ask(HAS_OBJECTS, History.SCHEMA)) {
            throw new MigrationException(Errors.NOT_EMPTY);
        }
        var plan = Plan.of(artefact, history, config.scope(), history.isEmpty());
        var notes = new ArrayList<String>();
        plan.repaired().forEach(file -> notes.add(file + " had failed outside of a transaction, and is run again"));
        AdvisoryLock.holder(session, config.lockId()).ifPresent(holder -> notes.add("a run is under way: " + holder));
        var applied = history.done().stream()
                .map(row -> artefact.file(row.version()))
                .flatMap(Optional::stream)
                .toList();
        var version = history.version();
        return new PlannedRun(
                version == null ? null : version.getVersion(), applied, plan.pending(), plan.held(), notes);
    }

    private static boolean hasTable(Session session, String table) throws SQLException {
        return session.ask("select to_regclass(?) is not null", History.SCHEMA + "." + table);
    }
}
