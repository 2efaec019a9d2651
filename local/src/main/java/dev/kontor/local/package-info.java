/// The command line: each command is a class of its own name, as `RunCommand`.
@NullMarked
package dev.kontor.local;

import org.jspecify.annotations.NullMarked;
