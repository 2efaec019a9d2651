/// The command line: `run`, `token`, `migrate` and more, each a class of its own name.
@NullMarked
package dev.kontor.local;

import org.jspecify.annotations.NullMarked;
