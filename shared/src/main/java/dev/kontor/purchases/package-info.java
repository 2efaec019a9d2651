/// Purchases: packages of credits that are sold through Stripe, and what users have bought.
@NullMarked
package dev.kontor.purchases;

import org.jspecify.annotations.NullMarked;
