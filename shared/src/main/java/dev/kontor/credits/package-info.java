/// Credits: each user's balance, and the ledger of transactions that add up to it.
@NullMarked
package dev.kontor.credits;

import org.jspecify.annotations.NullMarked;
