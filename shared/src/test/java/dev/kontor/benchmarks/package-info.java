/// Measurements, which take too long to be tests: `docs/benchmarks.md` says how to run them, and
/// what they gave.
@NullMarked
package dev.kontor.benchmarks;

import org.jspecify.annotations.NullMarked;
