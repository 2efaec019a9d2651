/// The operations on the trash.
@NullMarked
package dev.kontor.functions.trash;

import org.jspecify.annotations.NullMarked;
