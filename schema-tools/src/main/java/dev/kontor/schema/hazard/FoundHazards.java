package dev.kontor.schema.hazard;

import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The hazards that were found in one statement. For one thread.
public final class FoundHazards {
    private final SourceFile file;
    private final ExecutedStatement step;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Long> explained = new HashSet<>();

    public FoundHazards(SourceFile file, ExecutedStatement step) {
        this.file = file;
        this.step = step;
    }

    /// @param table the id of the table
    void add(Hazard hazard, long table, String object) {
        explained.add(table);
        add(hazard, step.name(table), object);
    }

    /// @param remedy the safe way, where it is not the usual one
    void add(Hazard hazard, long table, String object, String remedy) {
        explained.add(table);
        add(hazard, step.name(table), object, remedy);
    }

    /// For a table that is known by its name alone, or for none.
    void add(Hazard hazard, String table, String object) {
        add(hazard.at(file, step.statement().line(), table, object), hazard);
    }

    void add(Hazard hazard, String table, String object, String remedy) {
        add(hazard.at(file, step.statement().line(), table, object, remedy), hazard);
    }

    private void add(Finding finding, Hazard hazard) {
        if (!(hazard.isAContract() && step.isContract())) {
            findings.add(finding);
        }
    }

    /// Notes that a hazard which was found explains a scan of the table.
    void explain(long table) {
        explained.add(table);
    }

    boolean explains(long table) {
        return explained.contains(table);
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
