/// The operations on the versions of a file, and the bodies of their responses.
@NullMarked
package dev.kontor.functions.versions;

import org.jspecify.annotations.NullMarked;
