/// The operations on uploads in parts, and the bodies of their responses.
@NullMarked
package dev.kontor.functions.uploads;

import org.jspecify.annotations.NullMarked;
