/// The operations on tags: one class per operation.
@NullMarked
package dev.kontor.functions.tags;

import org.jspecify.annotations.NullMarked;
