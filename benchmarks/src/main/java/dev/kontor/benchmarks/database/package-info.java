/// The one PostgreSQL of a run, and the rows in it.
@NullMarked
package dev.kontor.benchmarks.database;

import org.jspecify.annotations.NullMarked;
