/// Credits: each user's balance, and the ledger of the transactions that it comes from.
@NullMarked
package dev.kontor.credits;

import org.jspecify.annotations.NullMarked;
