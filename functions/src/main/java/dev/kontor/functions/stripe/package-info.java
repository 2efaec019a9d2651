/// What Stripe sends: events, and the signatures by which they are known to be Stripe's.
@NullMarked
package dev.kontor.functions.stripe;

import org.jspecify.annotations.NullMarked;
