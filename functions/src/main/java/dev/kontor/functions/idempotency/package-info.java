/// The function on a schedule that deletes expired idempotency keys.
@NullMarked
package dev.kontor.functions.idempotency;

import org.jspecify.annotations.NullMarked;
