package dev.kontor.migrations.check;

import java.util.List;

/// Looks for dangers of one kind in what a statement did.
interface Detector {

    /// In this order: what is special comes before what is general.
    List<Detector> ALL = List.of(
            new StatementText(),
            new TableChanges(),
            new ColumnChanges(),
            new ConstraintChanges(),
            new IndexChanges(),
            new ObjectChanges(),
            new Writes(),
            new Locks());

    void look(Step step, Found found);
}
