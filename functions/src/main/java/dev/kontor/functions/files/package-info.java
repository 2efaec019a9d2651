/// The operations on files.
@NullMarked
package dev.kontor.functions.files;

import org.jspecify.annotations.NullMarked;
