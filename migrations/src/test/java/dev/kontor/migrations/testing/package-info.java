/// The real PostgreSQL that the tests of all modules run against.
@NullMarked
package dev.kontor.migrations.testing;

import org.jspecify.annotations.NullMarked;
