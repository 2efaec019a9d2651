/// The operations on exports, the bodies of their responses, and the function that writes them.
@NullMarked
package dev.kontor.functions.exports;

import org.jspecify.annotations.NullMarked;
