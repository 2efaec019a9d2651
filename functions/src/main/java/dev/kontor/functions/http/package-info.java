/// HTTP for all operations: their base class, reading and validating a request, and writing a
/// response or a problem.
@NullMarked
package dev.kontor.functions.http;

import org.jspecify.annotations.NullMarked;
