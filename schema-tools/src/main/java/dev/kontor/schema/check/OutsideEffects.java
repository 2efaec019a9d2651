package dev.kontor.schema.check;

import dev.kontor.migrations.session.TableLock;
import dev.kontor.schema.catalog.CatalogSnapshot.Relation;
import dev.kontor.schema.hazard.ExecutedStatement;
import dev.kontor.schema.source.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The locks of a statement that runs outside of a transaction, as PostgreSQL's manual gives them.
/// They are gone before the statement's own session could look.
///
/// @param modes from a table to the strongest lock
/// @param reads the tables that it reads from end to end
record OutsideEffects(Map<Long, String> modes, Set<Long> reads) {

    private static final String BESIDE_WRITES = "ShareUpdateExclusiveLock";
    private static final String ALONE = "AccessExclusiveLock";
    private static final String WRITING = "RowExclusiveLock";

    private static final Set<String> MAINTENANCE = Set.of("vacuum", "cluster", "reindex");

    OutsideEffects {
        modes = Map.copyOf(modes);
        reads = Set.copyOf(reads);
    }

    static OutsideEffects of(ExecutedStatement step) {
        var modes = new HashMap<Long, String>();
        var reads = new HashSet<Long>();
        var statement = step.statement();
        step.newIndexes().forEach(index -> {
            modes.put(index.table(), BESIDE_WRITES);
            reads.add(index.table());
        });
        for (var relation : concerned(step)) {
            var table = relation.isIndex() ? relation.table() : relation.id();
            var mode = mode(statement, relation);
            if (!mode.isEmpty()) {
                modes.merge(table, mode, TableLock::stronger);
            }
            if (!mode.isEmpty() && statement.startsWith("reindex")) {
                reads.add(table);
            }
        }
        return new OutsideEffects(modes, reads);
    }

    /// The relations that the statement names. A `vacuum` or the like without a name is for all of them.
    private static List<Relation> concerned(ExecutedStatement step) {
        var tables = step.before().relations().values().stream()
                .filter(relation -> relation.isTable() || relation.isIndex())
                .toList();
        var named = tables.stream()
                .filter(relation -> step.statement().has(relation.word()))
                .toList();
        return named.isEmpty() && MAINTENANCE.contains(step.statement().words().getFirst()) ? tables : named;
    }

    /// Empty where it locks nothing that anyone waits for.
    private static String mode(Statement statement, Relation relation) {
        return switch (statement.words().getFirst()) {
            case "drop", "reindex" -> BESIDE_WRITES;
            case "vacuum" -> statement.has("full") ? ALONE : BESIDE_WRITES;
            case "cluster" -> ALONE;
            case "alter" -> statement.has("partition", relation.word()) ? ALONE : BESIDE_WRITES;
            case "do" -> statement.writesTo(relation.word()) ? WRITING : "";
            default -> "";
        };
    }
}
