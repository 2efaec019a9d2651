/// The operations on folders.
@NullMarked
package dev.kontor.functions.folders;

import org.jspecify.annotations.NullMarked;
