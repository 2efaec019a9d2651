/// The command line: `run`, `token` and `migrate`, each a class of its own name.
@NullMarked
package dev.kontor.local;

import org.jspecify.annotations.NullMarked;
