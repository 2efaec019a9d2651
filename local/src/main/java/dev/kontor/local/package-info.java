/// The commands of `./kontor`, one class each: `./kontor run` is `RunCommand`.
@NullMarked
package dev.kontor.local;

import org.jspecify.annotations.NullMarked;
