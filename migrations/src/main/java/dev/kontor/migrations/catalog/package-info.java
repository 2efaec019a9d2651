/// The schema as the catalogs of PostgreSQL describe it: the live one, and the one that the
/// migrations should have made.
@NullMarked
package dev.kontor.migrations.catalog;

import org.jspecify.annotations.NullMarked;
