/// HTTP, once for all operations: reading a request, answering it, refusing it.
@NullMarked
package dev.kontor.functions.http;

import org.jspecify.annotations.NullMarked;
