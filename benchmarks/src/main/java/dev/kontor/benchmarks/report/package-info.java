/// What a run writes: the document, its tables and its pictures.
@NullMarked
package dev.kontor.benchmarks.report;

import org.jspecify.annotations.NullMarked;
