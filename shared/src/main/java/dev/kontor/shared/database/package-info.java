/// The one connection pool of a process, how a statement runs on it, and what its refusals mean.
@NullMarked
package dev.kontor.shared.database;

import org.jspecify.annotations.NullMarked;
