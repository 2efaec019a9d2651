/// What the tests of the data access stand on.
@NullMarked
package dev.kontor.testing;

import org.jspecify.annotations.NullMarked;
