/// The operations on many files and folders at once.
@NullMarked
package dev.kontor.functions.items;

import org.jspecify.annotations.NullMarked;
