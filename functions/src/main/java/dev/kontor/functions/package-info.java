/// The composition root of the functions. Each package below holds one part of them: a feature with
/// one class per operation, or something that all operations share.
@NullMarked
package dev.kontor.functions;

import org.jspecify.annotations.NullMarked;
