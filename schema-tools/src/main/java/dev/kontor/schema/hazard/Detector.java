package dev.kontor.schema.hazard;

import java.util.List;

/// Looks for dangers of one kind in what a statement did.
public interface Detector {

    /// In this order: what is special comes before what is general.
    List<Detector> ALL = List.of(
            new StatementHazards(),
            new TableHazards(),
            new ColumnHazards(),
            new ConstraintHazards(),
            new IndexHazards(),
            new ObjectHazards(),
            new WriteHazards(),
            new LockHazards());

    void look(ExecutedStatement step, FoundHazards found);
}
