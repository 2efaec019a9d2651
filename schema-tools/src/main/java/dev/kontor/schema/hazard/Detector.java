package dev.kontor.schema.hazard;

import java.util.List;

/// Looks for hazards of one kind in the effects of a statement.
public interface Detector {

    /// The order matters: special hazards come before general ones.
    List<Detector> ALL = List.of(
            new StatementHazards(),
            new TableHazards(),
            new ColumnHazards(),
            new ConstraintHazards(),
            new IndexHazards(),
            new ObjectHazards(),
            new RightHazards(),
            new WriteHazards(),
            new TimeoutHazards(),
            new LockHazards());

    void look(ExecutedStatement step, FoundHazards found);
}
