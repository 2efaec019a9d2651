/// Reading JSON text into plain values, and writing records as JSON text.
@NullMarked
package dev.kontor.functions.json;

import org.jspecify.annotations.NullMarked;
