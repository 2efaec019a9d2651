package dev.kontor.credits;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.purchase;
import static dev.kontor.testing.Store.usage;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Result;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Races on holds of one account, from two stores on one database. The invariants hold after each,
/// whatever its outcome: what is available is never negative, and a hold ends once.
@Timeout(120)
@Tag("slow")
final class HoldsRacesTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = Repetitions.of(3, 20);
    private static final int STEPS = Repetitions.of(25, 200);

    private final Store store = Store.open();
    private final Store elsewhere = Store.on(store.postgres());

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
        elsewhere.close();
    }

    @Test
    void holdsAndSpendsAtOnceNeverTakeMoreThanThereIs() {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;
            value(store.credits().add(user, purchase(10)));

            var results = Race.of(
                    THREADS,
                    number -> number % 2 == 0
                            ? at(number).holds().create(user, hold(user, 3, 900))
                            : at(number).credits().add(user, usage(3)));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(3);
            assertThat(results)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(result -> code(result) == ErrorCode.INSUFFICIENT_CREDITS);
            assertThat(value(store.credits().balance(user)).available()).isOne();
        }
    }

    @Test
    void aHoldIsSettledOrReleasedOnce() {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;
            value(store.credits().add(user, purchase(10)));
            var hold =
                    value(store.holds().create(user, hold(user, 6, 900))).hold().id();
            var caller = new HoldCaller(user, false);

            var results = Race.of(
                    THREADS,
                    number -> number % 2 == 0
                            ? at(number).holds().settle(caller, hold, 4L, null).map(done -> "settled")
                            : at(number).holds().release(caller, hold).map(done -> "released"));

            assertThat(results)
                    .filteredOn(Result.Ok.class::isInstance)
                    .isNotEmpty()
                    .allMatch(results.stream()
                            .filter(Result.Ok.class::isInstance)
                            .findFirst()
                            .orElseThrow()::equals);
            assertThat(results)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(result -> code(result) == ErrorCode.CONFLICT);
            assertThat(value(store.credits().balance(user)).amount())
                    .isEqualTo(results.contains(Result.ok("settled")) ? 6 : 10);
        }
    }

    /// Both wait for the balance, and have seen an open hold. Another hold stays open, so nothing but the
    /// hold's own status tells that it has ended.
    @Test
    void twoThatSettleAHoldAtTheSameMomentSettleItOnce() throws Exception {
        value(store.credits().add(USER, purchase(500)));
        value(store.holds().create(USER, hold(USER, 300, 900)));
        var hold = value(store.holds().create(USER, hold(USER, 6, 900))).hold().id();
        var caller = new HoldCaller(USER, false);

        List<Result<Settlement>> settled;
        try (var connection = store.postgres().connect();
                var executor = Executors.newFixedThreadPool(2)) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("select from balances for update");
            var settling = List.of(
                    executor.submit(() -> store.holds().settle(caller, hold, 4L, null)),
                    executor.submit(() -> elsewhere.holds().settle(caller, hold, 4L, null)));
            while (store.awaitLock("%holds.settle%").size() < settling.size()) {
                Thread.sleep(5);
            }
            connection.commit();
            settled = List.of(settling.getFirst().get(), settling.getLast().get());
        }

        assertThat(value(settled.getFirst()).transaction())
                .isEqualTo(value(settled.getLast()).transaction());
        assertThat(value(store.credits().balance(USER)).amount()).isEqualTo(496);
    }

    @Test
    void everythingAtOnceWhileHoldsAndGrantsExpire() {
        value(store.credits().add(USER, purchase(500)));

        var done = Race.of(THREADS, this::doEverything);

        assertThat(done).as("steps that were done").allMatch(steps -> steps > STEPS / 3);
        assertThat(value(store.credits().balance(USER)).available()).isNotNegative();
    }

    /// Holds of some milliseconds expire under way, as grants do.
    private int doEverything(int number) {
        var random = new Random(number);
        var done = 0;
        for (var step = 0; step < STEPS; step++) {
            done += isDone(doSomething(at(number), random));
        }
        return done;
    }

    private static Result<?> doSomething(Store store, Random random) {
        var amount = 1 + random.nextInt(5);
        return switch (random.nextInt(5)) {
            case 0 -> store.credits().add(USER, expiring(amount, Duration.ofMillis(random.nextInt(200))));
            case 1 -> store.credits().add(USER, usage(amount));
            case 2 -> spendAndRefund(store, amount);
            case 3 -> store.holds().create(USER, hold(USER, amount, random.nextInt(2)));
            default -> holdAndEnd(store, amount, random);
        };
    }

    private static Result<?> spendAndRefund(Store store, long amount) {
        var used = store.credits().add(USER, usage(amount));
        return used.map(entry -> new NewRefund(entry.transaction().id(), null, ""))
                .flatMap(store.credits()::refund);
    }

    private static Result<?> holdAndEnd(Store store, long amount, Random random) {
        var caller = new HoldCaller(USER, false);
        var held = store.holds()
                .create(USER, hold(USER, amount, 1))
                .map(made -> made.hold().id());
        var settles = random.nextBoolean();
        var price = 1L + random.nextInt(8);
        return settles
                ? held.flatMap(id -> store.holds().settle(caller, id, price, null))
                : held.flatMap(id -> store.holds().release(caller, id));
    }

    private static int isDone(Result<?> result) {
        if (result instanceof Result.Err<?> error) {
            assertThat(error.code()).isIn(ErrorCode.INSUFFICIENT_CREDITS, ErrorCode.CONFLICT);
            return 0;
        }
        return 1;
    }

    private static NewTransaction expiring(long amount, Duration lifetime) {
        var until = Instant.now().plus(lifetime);
        return new NewTransaction(TransactionType.BONUS, amount, null, "", JsonText.EMPTY_OBJECT, null, until);
    }

    private static NewHold hold(String user, long amount, int seconds) {
        return new NewHold(user, amount, null, "", JsonText.EMPTY_OBJECT, Duration.ofSeconds(seconds));
    }

    private Store at(int number) {
        return number % 2 == 0 ? store : elsewhere;
    }
}
