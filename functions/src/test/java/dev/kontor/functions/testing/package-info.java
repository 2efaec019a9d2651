/// The API in one process: the operations behind the template's routes, called as Lambda calls
/// them, on a database of their own.
@NullMarked
package dev.kontor.functions.testing;

import org.jspecify.annotations.NullMarked;
