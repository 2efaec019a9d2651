/// The client against `./kontor run`, and against servers that fail.
@NullMarked
package dev.kontor.client;

import org.jspecify.annotations.NullMarked;
