/// How containers on this machine reach what `./kontor run --containers` starts.
@NullMarked
package dev.kontor.local.containers;

import org.jspecify.annotations.NullMarked;
