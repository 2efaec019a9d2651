/// What the machine tells of processes, and the lines that show progress.
@NullMarked
package dev.kontor.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
