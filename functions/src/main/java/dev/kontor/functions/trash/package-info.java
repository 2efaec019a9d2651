/// The operations on the trash, and the function on a schedule that empties it.
@NullMarked
package dev.kontor.functions.trash;

import org.jspecify.annotations.NullMarked;
