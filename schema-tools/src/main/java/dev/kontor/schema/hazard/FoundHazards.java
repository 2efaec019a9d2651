package dev.kontor.schema.hazard;

import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What has been found in one step; for one thread.
public final class FoundHazards {
    private final SourceFile file;
    private final ExecutedStatement step;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Long> explained = new HashSet<>();

    public FoundHazards(SourceFile file, ExecutedStatement step) {
        this.file = file;
        this.step = step;
    }

    /// @param table by its id
    void add(Hazard hazard, long table, String object) {
        explained.add(table);
        add(hazard, step.name(table), object);
    }

    /// Where the table is known by its name alone, or there is none.
    void add(Hazard hazard, String table, String object) {
        if (!(hazard.isAContract() && step.isContract())) {
            findings.add(hazard.at(file, step.statement().line(), table, object));
        }
    }

    /// That a scan of the table belongs to what has been found.
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
