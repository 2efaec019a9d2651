/// The statements that lead from one schema to another, and `push`, which applies them to a
/// development database at once.
@NullMarked
package dev.kontor.schema.diff;

import org.jspecify.annotations.NullMarked;
