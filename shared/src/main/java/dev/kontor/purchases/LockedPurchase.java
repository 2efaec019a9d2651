package dev.kontor.purchases;

import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A purchase while its payment is settled, under the lock of its row.
///
/// @param paymentId null while it is pending
record LockedPurchase(
        UUID id,
        String userId,
        long credits,
        Price price,
        String linkId,
        @Nullable String paymentId,
        @Nullable UUID transactionId,
        long recovered,
        long unrecovered) {

    /// The credits that are to be taken back and were not yet.
    ///
    /// @param reversed how much of the payment has gone back so far
    long due(long reversed) {
        return share(reversed) - recovered - unrecovered;
    }

    /// The credits for a part of the payment. A fraction of a credit is rounded down, in favour of the
    /// user, so that only a full refund takes the last credit.
    private long share(long reversed) {
        return BigInteger.valueOf(credits)
                .multiply(BigInteger.valueOf(Math.min(reversed, price.amount())))
                .divide(BigInteger.valueOf(price.amount()))
                .longValueExact();
    }

    PurchaseStatus status() {
        if (paymentId == null) {
            return PurchaseStatus.PENDING;
        }
        return recovered + unrecovered == credits ? PurchaseStatus.REFUNDED : PurchaseStatus.COMPLETED;
    }

    /// @param givenBy the row of the ledger; null if nothing was given
    LockedPurchase paid(String payment, @Nullable UUID givenBy) {
        return new LockedPurchase(id, userId, credits, price, linkId, payment, givenBy, recovered, unrecovered);
    }

    LockedPurchase reversed(long nowRecovered, long nowUnrecovered) {
        return new LockedPurchase(
                id,
                userId,
                credits,
                price,
                linkId,
                paymentId,
                transactionId,
                recovered + nowRecovered,
                unrecovered + nowUnrecovered);
    }
}
