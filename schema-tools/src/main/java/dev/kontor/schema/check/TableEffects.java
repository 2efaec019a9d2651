package dev.kontor.schema.check;

import dev.kontor.migrations.session.TableLock;
import dev.kontor.schema.catalog.CatalogSnapshot;
import dev.kontor.schema.catalog.CatalogSnapshot.Relation;
import dev.kontor.schema.hazard.ExecutedStatement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a migration does to the tables, views and sequences that were there before it. Partitions
/// count as their table where that is locked as they are.
///
/// @param locks the strongest lock on each, without locks that only read
/// @param reads the tables that it reads from end to end
/// @param rewrites the tables that it writes anew
public record TableEffects(List<TableLock> locks, List<String> reads, List<String> rewrites) {

    static final TableEffects NONE = new TableEffects(List.of(), List.of(), List.of());

    /// The weakest mode, which every statement takes. Only statements that drop or change the table
    /// wait for it.
    private static final String READING = "AccessShareLock";

    public TableEffects {
        locks = List.copyOf(locks);
        reads = List.copyOf(reads);
        rewrites = List.copyOf(rewrites);
    }

    /// @param end the catalogs after the last statement, before the commit
    static TableEffects of(List<ExecutedStatement> steps, CatalogSnapshot start, CatalogSnapshot end) {
        var modes = new HashMap<Long, String>();
        var reads = new HashSet<Long>();
        var rewrites = new HashSet<Long>();
        end.locks().forEach((id, held) -> held.forEach(mode -> modes.merge(id, mode, TableLock::stronger)));
        for (var step : steps) {
            if (!step.inTransaction()) {
                var outside = OutsideEffects.of(step);
                outside.modes().forEach((id, mode) -> modes.merge(id, mode, TableLock::stronger));
                reads.addAll(outside.reads());
            }
            for (var table : start.relations().values()) {
                if (step.after().relations().containsKey(table.id())) {
                    note(table, step, reads, rewrites);
                }
            }
        }
        modes.values().removeIf(READING::equals);
        return new TableEffects(locks(modes, start), names(reads, modes, start), names(rewrites, modes, start));
    }

    private static void note(Relation table, ExecutedStatement step, Set<Long> reads, Set<Long> rewrites) {
        // A truncated table gets a new file too, but there are no rows to read or to write.
        if (!isStored(table) || step.statement().startsWith("truncate")) {
            return;
        }
        if (step.scans(table.id()) > 0) {
            reads.add(table.id());
        }
        if (step.isRewritten(table.id())) {
            rewrites.add(table.id());
        }
    }

    private static List<TableLock> locks(Map<Long, String> modes, CatalogSnapshot start) {
        var locks = new TreeMap<String, String>();
        modes.forEach((id, mode) -> {
            var relation = start.relations().get(id);
            if (relation != null && !relation.isIndex()) {
                locks.merge(name(id, modes, start), mode, TableLock::stronger);
            }
        });
        return locks.entrySet().stream()
                .map(lock -> new TableLock(lock.getKey(), lock.getValue()))
                .toList();
    }

    private static List<String> names(Set<Long> ids, Map<Long, String> modes, CatalogSnapshot start) {
        var names = new TreeSet<String>();
        ids.stream().filter(id -> isStored(start, id)).forEach(id -> names.add(name(id, modes, start)));
        return List.copyOf(names);
    }

    private static String name(long id, Map<Long, String> modes, CatalogSnapshot start) {
        var root = start.root(id);
        var ofRoot = modes.get(root);
        var isWhole = ofRoot != null
                && TableLock.stronger(ofRoot, modes.getOrDefault(id, READING)).equals(ofRoot);
        var whole = start.relations().get(isWhole ? root : id);
        return whole == null ? "?" : whole.name();
    }

    private static boolean isStored(CatalogSnapshot start, long id) {
        var relation = start.relations().get(id);
        return relation != null && isStored(relation);
    }

    /// Whether it is a table or a materialized view.
    private static boolean isStored(Relation relation) {
        return relation.isTable() || relation.kind().equals("m");
    }
}
