/// One run of the migrations: it plans what is pending, applies it through Flyway, compares the
/// schema with the expected catalog, and reports.
@NullMarked
package dev.kontor.migrations.run;

import org.jspecify.annotations.NullMarked;
