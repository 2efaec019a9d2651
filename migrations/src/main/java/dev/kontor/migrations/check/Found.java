package dev.kontor.migrations.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What has been found in one step; for one thread.
final class Found {
    private final SourceFile file;
    private final Step step;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Long> explained = new HashSet<>();

    Found(SourceFile file, Step step) {
        this.file = file;
        this.step = step;
    }

    /// @param table by its id
    void add(Hazard danger, long table, String object) {
        explained.add(table);
        add(danger, step.name(table), object);
    }

    /// Where the table is known by its name alone, or there is none.
    void add(Hazard danger, String table, String object) {
        if (!(danger.isAContract() && step.isContract())) {
            findings.add(danger.at(file, step.statement().line(), table, object));
        }
    }

    /// That a scan of the table belongs to what has been found.
    void explain(long table) {
        explained.add(table);
    }

    boolean explains(long table) {
        return explained.contains(table);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
