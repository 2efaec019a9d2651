package dev.kontor.schema.hazard;

import static dev.kontor.schema.catalog.CatalogSnapshot.unquoted;

import dev.kontor.schema.catalog.CatalogSnapshot.Column;
import dev.kontor.schema.catalog.CatalogSnapshot.Constraint;
import dev.kontor.schema.catalog.CatalogSnapshot.Relation;
import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.source.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The safe ways that depend on more than the names of a table and of an object. A placeholder (`…`)
/// stands for what only the author knows.
public final class Remedies {

    public static final String COPY = "insert into … values (…); -- pg_dump --inserts writes rows like this";

    public static final String COMMIT_IN_PROCEDURE = """
        -- a migration is one transaction, but for a block that itself commits, alone in its migration:
        do $$ begin loop
          update … set … where id in (select id from … where … limit 1000);
          exit when not found; commit; end loop; end $$;
        """;

    private static final Pattern INDEX =
            Pattern.compile("(?s)CREATE (?<unique>UNIQUE )?INDEX (?:\"(?:[^\"]|\"\")+\"|\\S+) ON (?<only>ONLY )?"
                    + "(?<table>.+?) USING (?<method>\\w+) (?<rest>\\(.*)");

    private Remedies() {}

    /// Builds a new index without stopping writes.
    static String index(Relation index, ExecutedStatement step) {
        return index.isPartitioned()
                ? madeOfPartitions(index, making(index, "", index.name()), _ -> "", step)
                : concurrently(index, index.name());
    }

    /// Builds the index under another name, and drops the old one only then.
    static String replacedIndex(Relation index, ExecutedStatement step) {
        var other = free(index.name() + "_new", step);
        return concurrently(index, other) + """
            drop index concurrently if exists %1$s; -- in the next migration
            alter index %2$s rename to %1$s; -- in the one after
            """.formatted(index.name(), other);
    }

    /// Drops an index without waiting in the way of others.
    static String droppedIndex(Relation index) {
        return index.isPartitioned()
                ? """
                -- no safe way exists: PostgreSQL drops the index of a partitioned table only like this
                -- check: allow index-drop-not-concurrently because a partitioned table knows no other way
                drop index %s; -- alone in its migration
                """.formatted(index.name())
                : "drop index concurrently if exists %s; -- alone in its migration".formatted(index.name());
    }

    /// Changes the type of a column whose index PostgreSQL builds anew.
    static String indexOfChangedType(Relation index, ExecutedStatement step) {
        if (index.definition().startsWith("CREATE UNIQUE")) {
            return """
                alter table %s add column … ; -- of the new type, nullable, with an index that is built concurrently
                -- then fill it in batches, let the code use it, and drop the old one from contract/
                """.formatted(step.name(index.table()));
        }
        return """
            -- where queries can do without the index for a while:
            drop index concurrently if exists %s; -- alone in its migration
            %s; -- in the next one
            """.formatted(index.name(), step.statement().text()) + concurrently(index, index.name());
    }

    /// Adds a primary key or a unique constraint whose index is built first.
    static String constraintWithIndex(Constraint constraint, ExecutedStatement step) {
        var table = step.name(constraint.table());
        var index = step.after().relations().get(constraint.index());
        if (index == null || constraint.kind().equals("x")) {
            return """
                -- no safe way exists: PostgreSQL builds the index of an exclusion constraint only like this
                -- check: allow constraint-builds-index because …
                alter table %s add constraint %s %s; -- alone in its migration, while the table is small
                """.formatted(table, constraint.name(), constraint.definition());
        }
        if (index.isPartitioned()) {
            var parent = "alter table only %s add constraint %s %s;"
                    .formatted(table, constraint.name(), constraint.definition());
            return madeOfPartitions(index, parent, part -> usingIndex(part, part.name(), constraint, step), step);
        }
        return concurrently(index, index.name()) + usingIndex(index, constraint.name(), constraint, step);
    }

    private static String usingIndex(Relation index, String name, Constraint like, ExecutedStatement step) {
        return "alter table %s add constraint %s %s using index %s%s; -- in the next one\n"
                .formatted(
                        step.name(index.table()),
                        name,
                        like.kind().equals("p") ? "primary key" : "unique",
                        index.name(),
                        like.definition().replaceFirst("^.*?( DEFERRABLE.*)?$", "$1"));
    }

    /// Adds a foreign key or a check, and looks at the rows afterwards.
    static String notValidAtFirst(Constraint constraint, ExecutedStatement step) {
        if (constraint.domain() != 0) {
            var domain = step.after().objects().getOrDefault("type " + constraint.domain(), "?");
            return """
                alter domain %s add constraint %s %s not valid; -- for new values
                -- validating it stops the writes of each table that has the domain: no safe way exists but a check
                -- of the table itself, added not valid and then validated
                """.formatted(domain.replaceFirst("^type ", ""), constraint.name(), constraint.definition());
        }
        var table = step.name(constraint.table());
        var partitioned =
                step.isPartitioned(constraint.table()) && constraint.kind().equals("f")
                        ? " -- from PostgreSQL 18 on; before, for each partition"
                        : "";
        return newColumns(constraint.table(), step)
                + """
                alter table %1$s add constraint %2$s %3$s not valid;%4$s
                alter table %1$s validate constraint %2$s; -- in the next migration: it keeps nobody waiting
                """.formatted(table, constraint.name(), constraint.definition(), partitioned);
    }

    /// Requires a column by a check that is validated first.
    static String notNull(long id, Column column, ExecutedStatement step) {
        var table = step.name(id);
        var check = checkName(table, column, step);
        return """
            alter table %1$s add constraint %3$s check (%2$s is not null) not valid;
            alter table %1$s validate constraint %3$s; -- in the next migration: nobody waits
            alter table %1$s alter %2$s set not null; -- in the one after: reads no row any more
            alter table %1$s drop constraint %3$s;
            """.formatted(table, column.name(), check);
    }

    private static String checkName(String table, Column column, ExecutedStatement step) {
        return free("ck_%s_%s".formatted(unquoted(table), unquoted(column.name())), step);
    }

    /// Refuses at first what a narrower type would not hold.
    static String narrowed(long id, Column column, ExecutedStatement step) {
        var table = step.name(id);
        var check = checkName(table, column, step);
        return """
            alter table %1$s add constraint %2$s check (…) not valid; -- what the new type would refuse
            alter table %1$s validate constraint %2$s; -- in the next migration
            """.formatted(table, check);
    }

    /// Adds or drops one foreign key in each migration.
    ///
    /// @return empty where the statement changes no foreign key
    static String oneForeignKeyEach(ExecutedStatement step) {
        var added = step.addedForeignKeys();
        var dropped = step.droppedForeignKeys();
        var made = added.stream()
                .map(Constraint::table)
                .filter(table -> !step.before().relations().containsKey(table))
                .distinct()
                .map(table -> "create table %s (…); -- without its foreign keys\n".formatted(step.name(table)));
        var gone = dropped.stream()
                .map(Constraint::table)
                .filter(table -> !step.after().relations().containsKey(table))
                .distinct()
                .map(table -> "drop table %s; -- in contract/, after them\n".formatted(step.name(table)));
        return made.collect(Collectors.joining())
                + lines(added, "alter table %s add constraint %s %s not valid; -- one in each migration\n", step)
                + lines(added, "alter table %s validate constraint %s; -- in the next one\n", step)
                + lines(dropped, "alter table %s drop constraint %s; -- one in each migration\n", step)
                + gone.collect(Collectors.joining());
    }

    /// What is dropped, where the same transaction makes another under its name.
    static String former(String object) {
        return object + " as it was";
    }

    static String underAnotherName(String object) {
        return """
            create …; -- the new one beside the old, under another name; the code moves over
            drop %s; -- in contract/
            """.formatted(object);
    }

    /// The statement that reads the tables of a domain.
    static String ofDomain(Statement statement) {
        return """
            -- no safe way exists: PostgreSQL reads each table that has the domain, and stops its writes meanwhile;
            -- a check that stays "not valid" holds for new values and reads nothing
            -- check: allow table-scanned because …
            %s; -- alone in its migration, while the tables are small
            """.formatted(statement.text());
    }

    /// The statement as it is, once nothing needs what it takes away.
    static String asContract(ExecutedStatement step) {
        return """
            -- release N: nothing needs it any more; release N + 1, in contract/:
            %s;
            """.formatted(step.statement().text());
    }

    private static String lines(List<Constraint> constraints, String line, ExecutedStatement step) {
        return constraints.stream()
                .map(each -> line.formatted(step.name(each.table()), each.name(), each.definition()))
                .collect(Collectors.joining());
    }

    private static String newColumns(long table, ExecutedStatement step) {
        return step.after().columns().entrySet().stream()
                .filter(column -> column.getKey().table() == table && step.columnBefore(column.getKey()) == null)
                .map(Map.Entry::getValue)
                .filter(column -> !column.isDropped())
                .map(column -> "alter table %s add column %s %s; -- without the constraint\n"
                        .formatted(step.name(table), column.name(), column.type()))
                .collect(Collectors.joining());
    }

    /// @param parent makes the index of the partitioned table, which is invalid until every partition has
    ///   its part
    /// @param constraint makes the constraint of a partition from its index
    private static String madeOfPartitions(
            Relation index, String parent, Function<Relation, String> constraint, ExecutedStatement step) {
        var parts = step.after().relations().values().stream()
                .filter(part -> part.parent() == index.id())
                .map(part -> concurrently(part, part.name())
                        + constraint.apply(part)
                        + "alter index %s attach partition %s; -- in the next one\n"
                                .formatted(index.name(), part.name()))
                .sorted()
                .collect(Collectors.joining());
        return parent + " -- builds nothing, and is invalid until each partition has its part\n" + parts;
    }

    static String concurrently(Relation index, String name) {
        return """
            drop index concurrently if exists %s; -- what a run that broke off left invalid
            %s -- alone in its migration
            """.formatted(name, making(index, "concurrently ", name));
    }

    private static String making(Relation index, String concurrently, String name) {
        var parts = INDEX.matcher(index.definition());
        if (!parts.matches()) {
            throw new IllegalStateException(index.definition());
        }
        var method = parts.group("method");
        return "create %sindex %s%s on %s%s%s %s;"
                .formatted(
                        parts.group("unique") == null ? "" : "unique ",
                        concurrently,
                        name,
                        parts.group("only") == null ? "" : "only ",
                        parts.group("table").replaceFirst("^public\\.", ""),
                        method.equals("btree") ? "" : " using " + method,
                        parts.group("rest"));
    }

    /// The name, or one like it that no relation and no constraint has.
    static String free(String name, ExecutedStatement step) {
        var taken = new HashSet<String>();
        step.before().relations().values().forEach(relation -> taken.add(unquoted(relation.name())));
        step.before().constraints().values().forEach(constraint -> taken.add(unquoted(constraint.name())));
        return ObjectName.free(unquoted(name), free -> taken.contains(unquoted(free)));
    }
}
