/// The operation that says whether the service works.
@NullMarked
package dev.kontor.functions.health;

import org.jspecify.annotations.NullMarked;
