package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.report.SectionReport;

/// One section of the document: what it measures, and how.
public interface Section {

    /// The word by which `--only` asks for it.
    String key();

    /// The heading in the document.
    String title();

    SectionReport measure(Setup setup) throws Exception;
}
