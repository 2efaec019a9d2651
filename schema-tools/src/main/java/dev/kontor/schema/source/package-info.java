/// The migrations and `schema/` as a working copy has them, and their statements in words.
@NullMarked
package dev.kontor.schema.source;

import org.jspecify.annotations.NullMarked;
