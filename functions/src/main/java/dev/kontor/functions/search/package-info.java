/// The operation that searches files and folders.
@NullMarked
package dev.kontor.functions.search;

import org.jspecify.annotations.NullMarked;
