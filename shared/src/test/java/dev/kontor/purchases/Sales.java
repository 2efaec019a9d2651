package dev.kontor.purchases;

import static dev.kontor.testing.Store.value;

import dev.kontor.shared.Change;
import dev.kontor.shared.Result;
import dev.kontor.testing.Store;
import java.util.UUID;

/// Sells credits for 4.99 euros in tests, and tells of payments as Stripe does.
public final class Sales {

    public static final Price PRICE = new Price(499, "eur");
    public static final PaymentLink LINK = new PaymentLink("plink_1", "https://buy.stripe.com/test_1");

    /// The patch of a package that changes nothing.
    public static final PackagePatch NO_CHANGE = new PackagePatch(
            Change.none(),
            Change.none(),
            Change.none(),
            Change.none(),
            Change.none(),
            Change.none(),
            Change.none(),
            Change.none(),
            Change.none());

    private final Store store;
    private final Purchases purchases;

    public Sales(Store store) {
        this.store = store;
        this.purchases = store.purchases();
    }

    public static NewPackage offer(long credits, long sortOrder) {
        return new NewPackage("Credits", null, credits, PRICE, LINK, true, sortOrder);
    }

    /// A purchase that is not paid yet.
    public Purchase begun(String user, long credits, Price price) {
        var offer = new NewPackage("Credits", null, credits, price, LINK, true, 0);
        var sold = value(store.packages().create(offer));
        return value(purchases.create(user, sold.id())).purchase();
    }

    public Purchase begun(String user, long credits) {
        return begun(user, credits, PRICE);
    }

    /// The payment of a purchase, as it should be.
    public static Payment payment(Purchase purchase) {
        return new Payment(paymentId(purchase), purchase.id(), purchase.price(), LINK.id());
    }

    public static String paymentId(Purchase purchase) {
        return "pi_" + purchase.id().toString().replace("-", "");
    }

    public Result<PaymentOutcome> paid(Purchase purchase) {
        return purchases.settle(payment(purchase));
    }

    /// @param amount of all refunds so far
    public Result<PaymentOutcome> refunded(Purchase purchase, long amount) {
        return purchases.reverse(Reversal.refund(paymentId(purchase), amount));
    }

    public Result<PaymentOutcome> lost(Purchase purchase, String dispute, long amount) {
        return purchases.reverse(Reversal.lostDispute(paymentId(purchase), dispute, amount));
    }

    public Purchase now(String user, UUID id) {
        return value(purchases.get(user, id));
    }

    public long balance(String user) {
        return value(store.credits().balance(user)).amount();
    }
}
