/// Measurements that take too long to be tests. `docs/benchmarks.md` says how to run them, and
/// shows their results.
@NullMarked
package dev.kontor.benchmarks;

import org.jspecify.annotations.NullMarked;
