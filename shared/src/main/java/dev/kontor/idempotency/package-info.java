/// Idempotency keys: a request that is sent again gets the same answer, and its work is done once.
@NullMarked
package dev.kontor.idempotency;

import org.jspecify.annotations.NullMarked;
