/// JSON text to plain values, and records to JSON text.
@NullMarked
package dev.kontor.functions.json;

import org.jspecify.annotations.NullMarked;
