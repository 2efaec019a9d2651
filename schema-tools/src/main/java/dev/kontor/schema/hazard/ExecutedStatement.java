package dev.kontor.schema.hazard;

import dev.kontor.schema.catalog.CatalogSnapshot;
import dev.kontor.schema.catalog.CatalogSnapshot.Column;
import dev.kontor.schema.catalog.CatalogSnapshot.ColumnId;
import dev.kontor.schema.catalog.CatalogSnapshot.Constraint;
import dev.kontor.schema.catalog.CatalogSnapshot.Relation;
import dev.kontor.schema.catalog.ColumnType;
import dev.kontor.schema.catalog.Rights.Granted;
import dev.kontor.schema.catalog.Rights.Right;
import dev.kontor.schema.source.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One statement, with the catalogs before and after it.
///
/// @param start the catalogs before its migration began; nobody waits for an object that is newer
/// @param end the catalogs after its transaction
/// @param inTransaction whether its locks are held until the migration ends
/// @param isContract whether it belongs to a contract migration
public record ExecutedStatement(
        Statement statement,
        CatalogSnapshot start,
        CatalogSnapshot before,
        CatalogSnapshot after,
        CatalogSnapshot end,
        boolean inTransaction,
        boolean isContract) {

    /// The modes that writes wait for.
    private static final Set<String> HEAVY =
            Set.of("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock");

    boolean existed(long relation) {
        return start.relations().containsKey(relation);
    }

    /// The name of the relation before the statement.
    String name(long relation) {
        var old = before.relations().get(relation);
        var known = old == null ? after.relations().get(relation) : old;
        return known == null ? "?" : known.name();
    }

    /// The same as the statement's words have it.
    String word(long relation) {
        var old = before.relations().get(relation);
        return old == null ? "?" : old.word();
    }

    /// The tables that others use, and that the statement did not drop.
    Stream<Relation> tables() {
        return before.relations().values().stream()
                .filter(Relation::isTable)
                .filter(table -> existed(table.id()))
                .filter(table -> after.relations().containsKey(table.id()));
    }

    /// How often the statement read the table from end to end.
    public long scans(long table) {
        var now = relationAfter(table);
        return now == null || !inTransaction ? 0 : now.scans() - scansBefore(table);
    }

    /// How many of the table's rows the statement updated or deleted.
    long writes(long table) {
        var old = before.relations().get(table);
        var now = relationAfter(table);
        return old == null || now == null || !inTransaction ? 0 : now.writes() - old.writes();
    }

    /// The tables that others use, and whose writes waited for the transaction before the statement.
    /// Partitions count as their table.
    List<Long> lockedBefore() {
        return locked(before);
    }

    /// The tables that others use, and whose writes wait for the transaction after the statement.
    List<Long> lockedAfter() {
        return locked(after);
    }

    boolean isPartitioned(long table) {
        var known = relationAfter(table);
        return known != null && known.isPartitioned();
    }

    /// The foreign keys that the statement adds. One that a change of a column's type makes anew is none.
    List<Constraint> addedForeignKeys() {
        return foreignKeys(after, before);
    }

    List<Constraint> droppedForeignKeys() {
        return foreignKeys(before, after);
    }

    private static List<Constraint> foreignKeys(CatalogSnapshot in, CatalogSnapshot butNotIn) {
        return in.constraints().values().stream()
                .filter(constraint -> constraint.kind().equals("f"))
                .filter(constraint -> butNotIn.constraints().values().stream().noneMatch(constraint::replaces))
                .sorted(Comparator.comparing(Constraint::name))
                .toList();
    }

    /// The constraint that the statement replaced by one of the same name, if there was one.
    Optional<Constraint> replaced(Constraint now) {
        return before.constraints().values().stream().filter(now::replaces).findFirst();
    }

    /// The index of the same name on the same table before the statement, if there was one.
    Optional<Relation> replaced(Relation index) {
        return before.relations().values().stream()
                .filter(old -> old.isIndex() && old.table() == index.table())
                .filter(old -> old.name().equals(index.name()))
                .findFirst();
    }

    /// The indexes that the statement makes on tables that others use.
    public Stream<Relation> newIndexes() {
        return after.relations().values().stream()
                .filter(index -> index.isIndex() && existed(index.table()))
                .filter(index -> !before.relations().containsKey(index.id()));
    }

    /// Whether rows are read for a new index, and not for the one that it is a part of. The index of a
    /// partitioned table has no rows, so it takes time only with those of the partitions.
    boolean isBuilt(Relation index) {
        return index.isPartitioned()
                ? newIndexes().anyMatch(part -> part.parent() == index.id())
                : newIndexes().noneMatch(whole -> whole.id() == index.parent());
    }

    /// The partitions that are read for the index of their table.
    Stream<Long> partitionsOf(Relation index) {
        return newIndexes().filter(part -> part.parent() == index.id()).map(Relation::table);
    }

    /// Whether every row of the table was written anew.
    public boolean isRewritten(long table) {
        var old = before.relations().get(table);
        var now = relationAfter(table);
        return old == null || now == null || old.file() != now.file();
    }

    /// What the transaction makes under the name and of the kind of a relation that it drops.
    Optional<Relation> madeAnew(Relation dropped) {
        return end.relations().values().stream()
                .filter(now -> now.kind().equals(dropped.kind()))
                .filter(now -> now.name().equals(dropped.name()))
                .findFirst();
    }

    /// Whether a relation that was made anew has all columns and rights of the old one.
    boolean holdsAllOf(Relation old, Relation now) {
        return hasColumnsOf(old, now) && hasRightsOf(old, now);
    }

    private boolean hasColumnsOf(Relation old, Relation now) {
        return columns(before, old)
                .allMatch(column -> columns(end, now)
                        .anyMatch(each -> each.name().equals(column.name())
                                && ColumnType.of(each.type()).holds(ColumnType.of(column.type()))));
    }

    private static Stream<Column> columns(CatalogSnapshot snapshot, Relation relation) {
        return snapshot.columns().entrySet().stream()
                .filter(column -> column.getKey().table() == relation.id())
                .map(Map.Entry::getValue)
                .filter(column -> !column.isDropped());
    }

    private boolean hasRightsOf(Relation old, Relation now) {
        return rights(before, old).allMatch(right -> rights(end, now).anyMatch(right::equals));
    }

    /// Who may do what, in words, since the ids differ.
    private static Stream<List<String>> rights(CatalogSnapshot snapshot, Relation relation) {
        return snapshot.rights().held().entrySet().stream()
                .filter(held -> held.getValue().relation() == relation.id())
                .map(held -> List.of(
                        held.getKey().role(),
                        held.getKey().privilege(),
                        held.getValue().object()));
    }

    /// The rights to what is still there that are lost, and not given back within the transaction.
    Map<Right, Granted> lostRights() {
        var lost = new HashMap<Right, Granted>();
        before.rights().held().forEach((right, granted) -> {
            var isLost = !after.rights().include(right) && !end.rights().include(right);
            if (isLost && isOnShared(right, granted)) {
                lost.put(right, granted);
            }
        });
        return lost;
    }

    private boolean isOnShared(Right right, Granted granted) {
        if (right.on().startsWith("column ")) {
            var number = Integer.parseInt(right.on().replaceFirst(".*\\.", ""));
            return columnAfter(new ColumnId(granted.relation(), number)) != null;
        }
        if (granted.relation() != 0) {
            return existed(granted.relation()) && after.relations().containsKey(granted.relation());
        }
        var isOfDatabase = !right.on().contains(" ");
        return isOfDatabase
                || (start.objects().containsKey(right.on()) && after.objects().containsKey(right.on()));
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

    /// Whether the transaction leaves the column with a value for inserts that give none.
    boolean isFilledAtEnd(ColumnId id) {
        var column = end.columns().get(id);
        return column != null && column.isFilled();
    }

    private List<Long> locked(CatalogSnapshot snapshot) {
        return snapshot.locks().entrySet().stream()
                .filter(lock -> lock.getValue().stream().anyMatch(HEAVY::contains))
                .map(lock -> lock.getKey())
                .filter(this::isSharedTable)
                .map(start::root)
                .distinct()
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
