package dev.kontor.schema.diff;

import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A change, and what decides when it can be made. For one thread.
final class PlannedChange {

    private final Stage stage;
    private final String object;
    private final String sql;
    private final int position;
    private String subject;
    private boolean retypes;
    private boolean isCopied;
    private final Set<String> locks = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    private final Set<String> dropped = new HashSet<>();
    private final Set<String> needed = new HashSet<>();

    /// @param object what it changes, as the catalog calls it
    /// @param position of the statement of `schema/` that it follows
    PlannedChange(Stage stage, String object, String subject, String sql, int position) {
        this.stage = stage;
        this.object = object;
        this.subject = subject;
        this.sql = sql;
        this.position = position;
    }

    /// Adds tables that were there before, and whose writes wait.
    PlannedChange locking(Collection<String> tables) {
        locks.addAll(tables);
        return this;
    }

    PlannedChange about(String subject) {
        this.subject = subject;
        return this;
    }

    /// Whatever needs these comes later.
    PlannedChange making(String... objects) {
        return making(List.of(objects));
    }

    PlannedChange making(Collection<String> objects) {
        made.addAll(objects);
        return this;
    }

    /// Whatever needs these has to go before.
    PlannedChange dropping(String... objects) {
        dropped.addAll(Arrays.asList(objects));
        return this;
    }

    /// Changes the type of a column, which nothing that is about to go may use any more.
    PlannedChange retyping(String column) {
        retypes = true;
        return making(column);
    }

    /// Is a statement of `schema/` as it stands there, and so needs none of those behind it.
    PlannedChange copied() {
        isCopied = true;
        return this;
    }

    boolean needsNothingOf(PlannedChange other) {
        return isCopied && other.isCopied && position < other.position;
    }

    /// Comes after what makes these.
    PlannedChange needing(String... objects) {
        needed.addAll(Arrays.asList(objects));
        return this;
    }

    Stage stage() {
        return stage;
    }

    String object() {
        return object;
    }

    int position() {
        return position;
    }

    boolean retypes() {
        return retypes;
    }

    Set<String> made() {
        return made;
    }

    Set<String> dropped() {
        return dropped;
    }

    Set<String> needed() {
        return needed;
    }

    SchemaChange change() {
        return new SchemaChange(stage, subject, sql + ";", Set.copyOf(locks));
    }
}
