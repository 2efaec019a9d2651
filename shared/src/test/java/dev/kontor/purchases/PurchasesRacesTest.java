package dev.kontor.purchases;

import static dev.kontor.testing.Store.usage;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Stripe tells of one payment several times at once, over two pools, as two processes would hear it.
@Tag("slow")
final class PurchasesRacesTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = Repetitions.of(10, 200);

    private final Store store = Store.open();
    private final Store elsewhere = Store.on(store.postgres());
    private final Sales sales = new Sales(store);

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        elsewhere.close();
        store.close();
    }

    private Sales at(int number) {
        return number % 2 == 0 ? sales : new Sales(elsewhere);
    }

    @Test
    void aPaymentThatIsToldManyTimesAtOnceGivesItsCreditsOnce() {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;
            var begun = sales.begun(user, 500);

            var outcomes = Race.of(THREADS, number -> value(at(number).paid(begun)));

            assertThat(outcomes).containsOnlyOnce(PaymentOutcome.SETTLED);
            assertThat(sales.balance(user)).isEqualTo(500);
        }
    }

    @Test
    void aPaymentAndItsRefundsAtOnceComeToTheSame() {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;
            var begun = sales.begun(user, 500);

            Race.of(THREADS, number -> switch (number / 2) {
                case 0 -> value(at(number).paid(begun));
                case 1 -> value(at(number).refunded(begun, 100));
                case 2 -> value(at(number).refunded(begun, 250));
                default -> value(at(number).lost(begun, "du_1", 100));
            });

            var now = sales.now(user, begun.id());
            assertThat(now.recovered()).isEqualTo(350);
            assertThat(sales.balance(user)).isEqualTo(150);
        }
    }

    @Test
    void aPaymentAndItsFullRefundInEitherOrderGiveNothing() {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;
            var begun = sales.begun(user, 500);

            Race.inRound(round, () -> value(at(0).paid(begun)), () -> value(at(1).refunded(begun, 499)));

            assertThat(sales.now(user, begun.id()).status()).isEqualTo(PurchaseStatus.REFUNDED);
            assertThat(sales.balance(user)).isZero();
        }
    }

    /// What a refund and spends take together is what there was.
    @Test
    void aRefundWhileCreditsAreSpentTakesWhatIsStillThere() {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;
            var begun = sales.begun(user, 500);
            value(sales.paid(begun));

            Race.of(
                    THREADS,
                    number -> number == 0
                            ? value(sales.refunded(begun, 499))
                            : elsewhere.credits().add(user, usage(100)));

            var now = sales.now(user, begun.id());
            assertThat(now.recovered() + now.unrecovered()).isEqualTo(500);
            assertThat(sales.balance(user)).isZero();
        }
    }
}
