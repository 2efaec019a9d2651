/// The operations on credits: one class per operation.
@NullMarked
package dev.kontor.functions.credits;

import org.jspecify.annotations.NullMarked;
