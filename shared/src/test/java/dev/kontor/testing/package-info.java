/// Helpers for the tests of the data access.
@NullMarked
package dev.kontor.testing;

import org.jspecify.annotations.NullMarked;
