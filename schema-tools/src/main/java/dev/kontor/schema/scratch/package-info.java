/// Databases to try migrations on, and the rows that they are filled with.
@NullMarked
package dev.kontor.schema.scratch;

import org.jspecify.annotations.NullMarked;
