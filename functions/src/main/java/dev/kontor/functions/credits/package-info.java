/// The operations on credits.
@NullMarked
package dev.kontor.functions.credits;

import org.jspecify.annotations.NullMarked;
