package dev.kontor.schema.hazard;

import dev.kontor.schema.catalog.CatalogSnapshot;
import dev.kontor.schema.catalog.CatalogSnapshot.Column;
import dev.kontor.schema.catalog.CatalogSnapshot.ColumnId;
import dev.kontor.schema.catalog.CatalogSnapshot.Relation;
import dev.kontor.schema.source.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One statement, with what there was before and after it.
///
/// @param start what there was before its migration began: all else is new, and nobody waits for it
/// @param inTransaction whether its locks are held until the migration ends
public record ExecutedStatement(
        Statement statement,
        CatalogSnapshot start,
        CatalogSnapshot before,
        CatalogSnapshot after,
        boolean inTransaction,
        boolean isContract) {

    /// The modes that writes wait for.
    private static final Set<String> HEAVY =
            Set.of("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock");

    boolean existed(long relation) {
        return start.relations().containsKey(relation);
    }

    /// By its name before the statement.
    String name(long relation) {
        var old = before.relations().get(relation);
        var known = old == null ? after.relations().get(relation) : old;
        return known == null ? "?" : known.name();
    }

    /// Tables with rows that others use, and that the statement left there.
    Stream<Relation> tables() {
        return before.relations().values().stream()
                .filter(Relation::isTable)
                .filter(table -> existed(table.id()))
                .filter(table -> after.relations().containsKey(table.id()));
    }

    /// How often the statement read the table from end to end.
    long scans(long table) {
        var now = relationAfter(table);
        return now == null || !inTransaction ? 0 : now.scans() - scansBefore(table);
    }

    /// How many of the table's rows the statement updated or deleted.
    long writes(long table) {
        var old = before.relations().get(table);
        var now = relationAfter(table);
        return old == null || now == null || !inTransaction ? 0 : now.writes() - old.writes();
    }

    /// Tables others use, on which the transaction had a lock that writes wait for.
    List<Long> lockedBefore() {
        return locked(before);
    }

    /// The same, with those of the statement.
    List<Long> lockedAfter() {
        return locked(after);
    }

    @Nullable
    Column columnBefore(ColumnId id) {
        var column = before.columns().get(id);
        return column == null || column.isDropped() ? null : column;
    }

    @Nullable
    Column columnAfter(ColumnId id) {
        var column = after.columns().get(id);
        return column == null || column.isDropped() ? null : column;
    }

    private List<Long> locked(CatalogSnapshot snapshot) {
        return snapshot.locks().entrySet().stream()
                .filter(lock -> lock.getValue().stream().anyMatch(HEAVY::contains))
                .map(lock -> lock.getKey())
                .filter(this::isSharedTable)
                .sorted()
                .toList();
    }

    private boolean isSharedTable(long id) {
        var relation = start.relations().get(id);
        return relation != null && relation.isTable();
    }

    private @Nullable Relation relationAfter(long id) {
        return after.relations().get(id);
    }

    private long scansBefore(long id) {
        var old = before.relations().get(id);
        return old == null ? 0 : old.scans();
    }
}
