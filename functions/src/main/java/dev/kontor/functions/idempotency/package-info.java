/// What keeps the idempotency keys from growing for ever.
@NullMarked
package dev.kontor.functions.idempotency;

import org.jspecify.annotations.NullMarked;
