/// The benchmarks: measures Kontor's archives beside a Node peer, and writes what it saw to docs/benchmarks.md.
@NullMarked
package dev.kontor.benchmarks;

import org.jspecify.annotations.NullMarked;
