/// The operations on tags.
@NullMarked
package dev.kontor.functions.tags;

import org.jspecify.annotations.NullMarked;
