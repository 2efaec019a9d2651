/// Writes the migrations that `schema/` is ahead by, and tries them.
@NullMarked
package dev.kontor.schema.generate;

import org.jspecify.annotations.NullMarked;
