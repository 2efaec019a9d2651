/// A database server from a recording: what a function is rehearsed with before Lambda takes a
/// snapshot of it, so that the driver, the pool, and the mapping of rows have all run once.
@NullMarked
package dev.kontor.shared.rehearsal;

import org.jspecify.annotations.NullMarked;
