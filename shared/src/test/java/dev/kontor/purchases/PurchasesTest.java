package dev.kontor.purchases;

import static dev.kontor.testing.Store.OTHER_USER;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.newest;
import static dev.kontor.testing.Store.nobody;
import static dev.kontor.testing.Store.purchase;
import static dev.kontor.testing.Store.usage;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.credits.TransactionFilter;
import dev.kontor.credits.TransactionType;
import dev.kontor.shared.Change;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The invariants hold after every test.
final class PurchasesTest {

    private static final Store STORE = Store.open();

    private final Sales sales = new Sales(STORE);
    private final Purchases purchases = STORE.purchases();
    private final String user = "user " + UUID.randomUUID();

    /// Something that Stripe tells of a payment of 4.99.
    enum News {
        PAID,
        A_PART_REFUNDED,
        MORE_REFUNDED,
        ALL_REFUNDED,
        DISPUTE_LOST
    }

    /// What is left of a purchase.
    private record End(long balance, PurchaseStatus status, long recovered, long unrecovered) {}

    @AfterEach
    void invariantsHold() throws SQLException {
        Invariants.assertHold(STORE.postgres());
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void aPaymentGivesItsCreditsOnce() {
        var begun = sales.begun(user, 500);
        assertThat(begun.status()).isEqualTo(PurchaseStatus.PENDING);

        assertThat(value(sales.paid(begun))).isEqualTo(PaymentOutcome.SETTLED);
        var completed = sales.now(user, begun.id());
        for (var i = 0; i < 3; i++) {
            assertThat(value(sales.paid(begun))).isEqualTo(PaymentOutcome.ALREADY_SETTLED);
        }

        assertThat(sales.now(user, begun.id())).isEqualTo(completed);
        assertThat(completed.status()).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(completed.completedAt()).isNotNull();
        var page = value(STORE.credits()
                .transactions(newest(new TransactionFilter(null), 20).ofUser(user)));
        assertThat(page.items()).singleElement().satisfies(given -> {
            assertThat(given.id()).isEqualTo(completed.transactionId());
            assertThat(given.type()).isEqualTo(TransactionType.PURCHASE);
            assertThat(given.amount()).isEqualTo(500);
            assertThat(given.metadata().text()).contains(begun.id().toString());
        });
    }

    static Stream<List<News>> orders() {
        var all = new ArrayList<List<News>>();
        for (var told : List.of(
                List.of(News.PAID, News.A_PART_REFUNDED, News.MORE_REFUNDED),
                List.of(News.PAID, News.A_PART_REFUNDED, News.DISPUTE_LOST),
                List.of(News.PAID, News.A_PART_REFUNDED, News.ALL_REFUNDED, News.DISPUTE_LOST))) {
            permute(told, List.of(), all);
        }
        return all.stream();
    }

    private static void permute(List<News> rest, List<News> begin, List<List<News>> all) {
        if (rest.isEmpty()) {
            all.add(begin);
        }
        for (var next : rest) {
            var others = new ArrayList<>(rest);
            others.remove(next);
            var more = new ArrayList<>(begin);
            more.add(next);
            permute(others, more, all);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whatIsToldComesToTheSameInAnyOrderAndHoweverOften(List<News> order) {
        var begun = sales.begun(user, 500);
        for (var news : order) {
            tell(begun, news);
            tell(begun, news);
        }
        order.forEach(news -> tell(begun, news));
        order.reversed().forEach(news -> tell(begun, news));

        var expected = order.contains(News.ALL_REFUNDED)
                ? new End(0, PurchaseStatus.REFUNDED, 500, 0)
                // 500 * 250 / 499 = 250.5, and 500 * (100 + 150) / 499 the same
                : new End(250, PurchaseStatus.COMPLETED, 250, 0);
        assertThat(end(begun)).isEqualTo(expected);
    }

    private void tell(Purchase begun, News news) {
        var outcome = value(
                switch (news) {
                    case PAID -> sales.paid(begun);
                    case A_PART_REFUNDED -> sales.refunded(begun, 100);
                    case MORE_REFUNDED -> sales.refunded(begun, 250);
                    case ALL_REFUNDED -> sales.refunded(begun, 499);
                    case DISPUTE_LOST -> sales.lost(begun, "du_1", 150);
                });
        assertThat(outcome.problem()).isNull();
    }

    private End end(Purchase begun) {
        var now = sales.now(user, begun.id());
        return new End(sales.balance(user), now.status(), now.recovered(), now.unrecovered());
    }

    @Test
    void aPaymentThatWentBackBeforeItWasToldGivesNothing() {
        var begun = sales.begun(user, 500);
        value(sales.refunded(begun, 499));
        value(sales.paid(begun));

        assertThat(sales.now(user, begun.id()).transactionId()).isNull();
        assertThat(value(STORE.credits().balance(user)).version()).isZero();
    }

    @Test
    void whatWasSpentIsNotTakenAndNotTakenLaterEither() {
        var begun = sales.begun(user, 500);
        value(sales.paid(begun));
        value(STORE.credits().add(user, usage(450)));

        value(sales.refunded(begun, 499));
        assertThat(end(begun)).isEqualTo(new End(0, PurchaseStatus.REFUNDED, 50, 450));

        value(STORE.credits().add(user, purchase(1_000)));
        value(sales.refunded(begun, 499));
        value(sales.paid(begun));
        value(sales.lost(begun, "du_1", 499));
        assertThat(end(begun)).isEqualTo(new End(1_000, PurchaseStatus.REFUNDED, 50, 450));
    }

    @Test
    void everyDisputeThatIsLostCounts() {
        var begun = sales.begun(user, 500, new Price(500, "eur"));
        value(sales.paid(begun));
        for (var i = 0; i < 2; i++) {
            value(sales.lost(begun, "du_1", 100));
            value(sales.lost(begun, "du_2", 50));
        }
        assertThat(end(begun)).isEqualTo(new End(350, PurchaseStatus.COMPLETED, 150, 0));

        value(sales.lost(begun, "du_3", 499));
        assertThat(end(begun)).isEqualTo(new End(0, PurchaseStatus.REFUNDED, 500, 0));
    }

    /// Rounded down, so that nobody loses more credits than money came back for.
    @ParameterizedTest
    @CsvSource({
        "500, 499, 0, 0",
        "500, 499, 1, 1",
        "500, 499, 498, 498",
        "500, 499, 499, 500",
        "500, 499, 999, 500",
        "1, 100, 99, 0",
        "1, 100, 100, 1",
        "3, 2, 1, 1",
        "9007199254740991, 999999999999, 999999999998, 9007199254731983",
        "9007199254740991, 999999999999, 999999999999, 9007199254740991"
    })
    void creditsGoBackInProportion(long credits, long price, long refunded, long taken) {
        var begun = sales.begun(user, credits, new Price(price, "eur"));
        value(sales.paid(begun));

        value(sales.refunded(begun, refunded));

        assertThat(sales.balance(user)).isEqualTo(credits - taken);
        assertThat(sales.now(user, begun.id()).recovered()).isEqualTo(taken);
    }

    static Stream<Misfit> misfits() {
        return Stream.of(
                new Misfit(new Price(498, "eur"), "plink_1", PaymentOutcome.OTHER_PRICE),
                new Misfit(new Price(500, "eur"), "plink_1", PaymentOutcome.OTHER_PRICE),
                new Misfit(new Price(0, "eur"), "plink_1", PaymentOutcome.OTHER_PRICE),
                new Misfit(new Price(499, "usd"), "plink_1", PaymentOutcome.OTHER_PRICE),
                new Misfit(new Price(499, "EUR"), "plink_1", PaymentOutcome.OTHER_PRICE),
                new Misfit(Sales.PRICE, "plink_2", PaymentOutcome.OTHER_LINK),
                new Misfit(Sales.PRICE, null, PaymentOutcome.OTHER_LINK));
    }

    record Misfit(Price price, @Nullable String link, PaymentOutcome outcome) {}

    @ParameterizedTest
    @MethodSource("misfits")
    void whatDoesNotFitGivesNothingAndTheRightPaymentStillDoes(Misfit misfit) {
        var begun = sales.begun(user, 500);
        var payment = new Payment("pi_misfit", begun.id(), misfit.price(), misfit.link());

        assertThat(value(purchases.settle(payment))).isEqualTo(misfit.outcome());

        assertThat(misfit.outcome().problem()).isNotNull();
        assertThat(sales.now(user, begun.id())).isEqualTo(begun);
        value(sales.paid(begun));
        assertThat(sales.balance(user)).isEqualTo(500);
    }

    /// A package for more credits, under the reference of a cheaper payment.
    @Test
    void theReferenceOfADearerPurchaseGivesNothing() {
        var cheap = sales.begun(user, 500);
        var dear = sales.begun(user, 50_000, new Price(39_900, "eur"));

        var altered = new Payment("pi_altered", dear.id(), cheap.price(), Sales.LINK.id());

        assertThat(value(purchases.settle(altered))).isEqualTo(PaymentOutcome.OTHER_PRICE);
        assertThat(sales.balance(user)).isZero();
    }

    @Test
    void aPurchaseIsPaidOnceAndTheRefundOfASecondPaymentTakesNothing() {
        var begun = sales.begun(user, 500);
        value(sales.paid(begun));
        var second = new Payment("pi_second" + begun.credits(), begun.id(), Sales.PRICE, Sales.LINK.id());

        assertThat(value(purchases.settle(second))).isEqualTo(PaymentOutcome.PAID_BEFORE);
        value(purchases.reverse(Reversal.refund("pi_second" + begun.credits(), 499)));

        assertThat(end(begun)).isEqualTo(new End(500, PurchaseStatus.COMPLETED, 0, 0));
    }

    @Test
    void aPaymentPaysForOnePurchase() {
        var begun = sales.begun(user, 500);
        var other = sales.begun(user, 500);
        value(sales.paid(begun));

        assertThat(code(purchases.settle(
                        new Payment(Sales.paymentId(begun), other.id(), Sales.PRICE, Sales.LINK.id()))))
                .isEqualTo(ErrorCode.CONFLICT);

        assertThat(sales.now(user, other.id())).isEqualTo(other);
        assertThat(sales.balance(user)).isEqualTo(500);
    }

    @Test
    void aPaymentWithoutAPurchaseIsAProblemOnlyThroughALinkOfOurs() {
        sales.begun(user, 500);
        for (var purchase : new UUID[] {null, nobody()}) {
            assertThat(value(purchases.settle(new Payment("pi_1", purchase, Sales.PRICE, Sales.LINK.id()))))
                    .isEqualTo(PaymentOutcome.NO_PURCHASE);
            assertThat(value(purchases.settle(new Payment("pi_1", purchase, Sales.PRICE, "plink_others"))))
                    .isEqualTo(PaymentOutcome.OF_NO_CONCERN);
            assertThat(value(purchases.settle(new Payment("pi_1", purchase, Sales.PRICE, null))))
                    .isEqualTo(PaymentOutcome.OF_NO_CONCERN);
        }
    }

    @Test
    void aFullBalanceRefusesAPaymentThatCanBeToldAgain() {
        value(STORE.credits().add(user, purchase(Limits.CREDITS_MAX)));
        var begun = sales.begun(user, 500);

        assertThat(code(sales.paid(begun))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(sales.now(user, begun.id())).isEqualTo(begun);

        value(STORE.credits().add(user, usage(500)));
        assertThat(value(sales.paid(begun))).isEqualTo(PaymentOutcome.SETTLED);
    }

    @Test
    void aPurchaseKeepsWhatThePackageWasWhenItWasBegun() {
        var begun = sales.begun(user, 500);
        var patch = new PackagePatch(
                Change.none(),
                Change.none(),
                Change.to(9L),
                Change.to(9L),
                Change.to("usd"),
                Change.to("plink_9"),
                Change.to("https://buy.stripe.com/9"),
                Change.none(),
                Change.none());
        value(STORE.packages().update(begun.packageId(), patch, IfMatch.ANY));
        value(STORE.packages().deactivate(begun.packageId(), IfMatch.ANY));

        assertThat(value(sales.paid(begun))).isEqualTo(PaymentOutcome.SETTLED);

        assertThat(sales.balance(user)).isEqualTo(500);
        assertThat(code(purchases.create(user, begun.packageId()))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void anotherUsersPurchaseIsNotFound() {
        var begun = sales.begun(USER, 500);

        assertThat(code(purchases.get(OTHER_USER, begun.id()))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(purchases.get(USER, nobody()))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(value(purchases.list(newest(new PurchaseFilter(), 20).ofUser(OTHER_USER)))
                        .items())
                .isEmpty();
        assertThat(value(purchases.list(newest(new PurchaseFilter(), 20))).items())
                .containsExactly(begun);
    }

    /// The database itself refuses what would give credits again.
    @ParameterizedTest
    @CsvSource({
        "status = 'pending'",
        "transaction_id = null",
        "payment_id = 'pi_other'",
        "credits = credits + 1",
        "recovered = recovered - 1",
        "unrecovered = unrecovered - 1",
        "recovered = credits + 1",
        "price_amount = 1"
    })
    void theDatabaseKeepsWhatIsSettled(String change) {
        var begun = sales.begun(user, 500);
        value(sales.paid(begun));
        value(STORE.credits().add(user, usage(450)));
        value(sales.refunded(begun, 250));

        assertThatThrownBy(() -> STORE.postgres()
                        .execute("update purchases set %s where id = '%s'".formatted(change, begun.id())))
                .isInstanceOf(SQLException.class);
    }
}
