/// The operations on the versions of a file.
@NullMarked
package dev.kontor.functions.versions;

import org.jspecify.annotations.NullMarked;
