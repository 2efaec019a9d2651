/// The objects of a schema as the catalogs of PostgreSQL describe them, in the detail that the tools
/// need: a snapshot around one statement, and the parts of names, columns and types.
@NullMarked
package dev.kontor.schema.catalog;

import org.jspecify.annotations.NullMarked;
