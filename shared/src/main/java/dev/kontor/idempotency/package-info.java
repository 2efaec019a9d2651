/// Idempotency keys: a request that is sent again is answered again, and its work is done once.
@NullMarked
package dev.kontor.idempotency;

import org.jspecify.annotations.NullMarked;
