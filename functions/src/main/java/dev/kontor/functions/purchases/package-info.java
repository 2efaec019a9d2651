/// The operations on packages of credits and their purchases, and what Stripe tells of payments: one
/// class per operation.
@NullMarked
package dev.kontor.functions.purchases;

import org.jspecify.annotations.NullMarked;
