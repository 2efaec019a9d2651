/// The composition root of the functions. The packages below hold one class per operation.
@NullMarked
package dev.kontor.functions;

import org.jspecify.annotations.NullMarked;
