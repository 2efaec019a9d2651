package dev.kontor.credits;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.purchase;
import static dev.kontor.testing.Store.untilNotUnderWay;
import static dev.kontor.testing.Store.usage;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.idempotency.KeyedRequest;
import dev.kontor.migrations.testing.ChildProcess;
import dev.kontor.migrations.testing.PgBouncer;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Result;
import dev.kontor.shared.Sha256;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Races on one account. Where there is no second process, a second store on the same database
/// stands for it. The invariants hold after each race, whatever its outcome: every balance is the
/// sum of its transactions, and none is negative.
@Timeout(120)
@Tag("slow")
final class CreditsRacesTest {

    private static final int PROCESSES = 4;
    private static final int THREADS = 16;
    private static final int ROUNDS = Repetitions.of(3, 20);

    private final Store store = Store.open();
    private final Store elsewhere = Store.on(store.postgres());

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
        elsewhere.close();
    }

    @Test
    void sixteenThreadsOfFourProcessesSpendFromOneAccountAndEachKeyCountsOnce() throws SQLException {
        spendInProcesses(store.postgres().environment(), Repetitions.of(40, 200));
    }

    @Test
    void theSameThroughATransactionPooler() throws IOException, InterruptedException, SQLException {
        PgBouncer.assumeInstalled();
        try (var bouncer = PgBouncer.start(store.postgres())) {
            var environment = new HashMap<>(store.postgres().environment());
            environment.put("DATABASE_URL", new TestDatabase(store.postgres().name(), bouncer.port()).url());
            environment.put("DATABASE_PASSWORD", PgBouncer.PASSWORD);
            spendInProcesses(environment, Repetitions.of(40, 50));
        }
    }

    private void spendInProcesses(Map<String, String> environment, int rounds) throws SQLException {
        value(store.credits().add(USER, purchase(8L * rounds)));
        var lines = new ArrayList<String>();
        var children = new ArrayList<ChildProcess>();
        try {
            for (var number = 0; number < PROCESSES; number++) {
                children.add(ChildProcess.start(
                        CreditsProcess.class,
                        environment,
                        "spend",
                        Integer.toString(number),
                        Integer.toString(rounds)));
            }
            for (var child : children) {
                lines.addAll(child.lines());
            }
        } finally {
            children.forEach(ChildProcess::close);
        }

        // What the processes were answered:
        var done = of("new ", lines);
        var replayed = of("again ", lines);
        assertThat(done).as("each key did its work once").doesNotHaveDuplicates();
        assertThat(replayed).as("were answered as the first").isNotEmpty();
        assertThat(done).containsAll(replayed);
        assertThat(of("refused ", lines)).as("there was not enough for all").isNotEmpty();
        assertThat(lines.size()).isGreaterThanOrEqualTo(PROCESSES * CreditsProcess.THREADS * rounds);
        // What the database says: the same, each once. A description is the key.
        assertThat(store.postgres()
                        .query("select description || ' ' || id from transactions" + " where type <> 'purchase'"))
                .containsExactlyInAnyOrderElementsOf(done);
        assertThat(store.postgres().query("select key || ' ' || answer from idempotency_keys"))
                .containsExactlyInAnyOrderElementsOf(done);
        assertThat(store.postgres().query("select distinct type from transactions order by 1"))
                .containsExactly("purchase", "usage", "refund", "bonus");
    }

    @Test
    void theFirstGrantsOfANewUserAllCount() {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;

            var entries = Race.of(THREADS, number -> value(at(number).add(user, purchase(1 + number))));

            assertThat(entries)
                    .extracting(entry -> entry.balance().version())
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, THREADS)
                            .mapToObj(Long::valueOf)
                            .toList());
            assertThat(value(store.credits().balance(user)).amount()).isEqualTo(THREADS * (THREADS + 1) / 2);
        }
    }

    @Test
    void theFirstSpendsOfANewUserAreAllRefused() throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;

            var results = Race.of(THREADS, number -> at(number).add(user, usage(1)));

            assertThat(results).allMatch(result -> code(result) == ErrorCode.INSUFFICIENT_CREDITS);
        }
        assertThat(store.postgres().query("select count(*) from balances")).containsExactly("0");
    }

    @Test
    void theFirstGrantsAndSpendsOfANewUserNeverGoBelowZero() {
        var spent = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;

            var results = Race.of(THREADS, number -> at(number).add(user, number % 2 == 0 ? purchase(1) : usage(1)));

            var spends = 0;
            for (var number = 0; number < THREADS; number++) {
                switch (results.get(number)) {
                    case Result.Ok<Entry> ok -> spends += number % 2;
                    case Result.Err<Entry> error -> assertThat(error.code()).isEqualTo(ErrorCode.INSUFFICIENT_CREDITS);
                }
            }
            assertThat(value(store.credits().balance(user)).amount()).isEqualTo(THREADS / 2 - spends);
            spent += spends;
        }
        assertThat(spent).as("some spends came after a grant").isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            value = {"1, 10", "3, 3", "4, 2", "10, 1", "11, 0", "null, 1"},
            nullValues = "null")
    void theRefundsOfOneUsageAtOnceNeverExceedIt(@Nullable Long amount, int successes) {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;
            value(store.credits().add(user, purchase(10)));
            var usage =
                    value(store.credits().add(user, usage(10))).transaction().id();

            var results = Race.of(THREADS, number -> at(number).refund(new NewRefund(usage, amount, "")));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(successes);
            assertThat(results)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(result -> code(result) == ErrorCode.CONFLICT);
            assertThat(value(store.credits().balance(user)).amount())
                    .isEqualTo(amount == null ? 10 : successes * amount);
        }
    }

    @Test
    void whatIsLeftOfAUsageIsGivenBackOnceWhilePartsOfItAre() {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;
            value(store.credits().add(user, purchase(10)));
            var usage =
                    value(store.credits().add(user, usage(10))).transaction().id();

            var results = Race.of(THREADS, number -> {
                var amount = number % 4 == 0 ? 1L : null;
                return at(number).refund(new NewRefund(usage, amount, ""));
            });

            assertThat(results)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(Result.err(ErrorCode.CONFLICT, "The usage has been refunded in full already")::equals);
            // Who asks for the rest gets what is the rest by then, so nothing is left.
            assertThat(value(store.credits().balance(user)).amount()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @DisplayName("S10: of many changes of one version one is made, and the others are conflicts")
    @CsvSource({"USAGE, -10, 10", "USAGE, -1, 10", "BONUS, 1, 10", "ADJUSTMENT, 1, 0"})
    void ofManyChangesOfOneVersionOneIsMade(TransactionType type, long amount, long credits) {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;
            if (credits > 0) {
                value(store.credits().add(user, purchase(credits)));
            }
            var version = value(store.credits().balance(user)).version();
            var change = new NewTransaction(type, amount, null, "", JsonText.EMPTY_OBJECT, version);

            var results = Race.of(THREADS, number -> at(number).add(user, change));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(1);
            assertThat(results)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(Result.err(ErrorCode.CONFLICT, "Balance was modified by another operation")::equals);
            assertThat(value(store.credits().balance(user)))
                    .extracting(Balance::amount, Balance::version)
                    .containsExactly(credits + amount, version + 1);
        }
    }

    /// The first request empties the account. Its repetition at the same moment must not be refused
    /// for lack of credits: it is the same request.
    @Test
    void aSpendThatIsRepeatedWhileItsFirstIsUnderWayIsNeverTooLittle() {
        for (var round = 0; round < 10 * ROUNDS; round++) {
            var user = "user " + round;
            value(store.credits().add(user, purchase(1)));

            var spends = Race.of(THREADS, number -> value(spendKeyed(number, user, "key")));

            assertThat(spends).hasSize(THREADS).containsOnly(spends.getFirst());
            assertThat(value(store.credits().balance(user)).amount()).isZero();
        }
    }

    @Test
    void aHolderKilledBetweenUpdateAndCommitHasSpentNothingAndHoldsNothing() throws SQLException {
        var rounds = Repetitions.of(1, 3);
        value(store.credits().add(USER, purchase(10)));
        for (var round = 0; round < rounds; round++) {
            var key = "key " + round;
            try (var child =
                    ChildProcess.start(CreditsProcess.class, store.postgres().environment(), "hold", key)) {
                assertThat(child.line()).isEqualTo("held");
                // It has the balance and the key.
                assertThat(code(spend(USER, key))).isEqualTo(ErrorCode.CONFLICT);
                assertThat(value(store.credits().balance(USER)).amount()).isEqualTo(10 - round);

                child.kill();
            }

            assertThat(value(elsewhere.credits().add(USER, usage(1))).balance().amount())
                    .as("nothing was spent, and nobody waits for the dead")
                    .isEqualTo(10 - round - 1);
            assertThat(store.postgres().query("select count(*) from idempotency_keys"))
                    .containsExactly(Integer.toString(round));
            value(spendKeyed(0, USER, key));
            value(store.credits().add(USER, purchase(1)));
        }
        assertThat(value(store.credits().balance(USER)).amount()).isEqualTo(10 - rounds);
    }

    private Result<UUID> spendKeyed(int number, String user, String key) {
        return untilNotUnderWay(() -> spend(number % 2 == 0 ? store : elsewhere, user, key));
    }

    private Result<UUID> spend(String user, String key) {
        return spend(store, user, key);
    }

    private static Result<UUID> spend(Store store, String user, String key) {
        Supplier<Result<UUID>> use = () -> store.credits()
                .add(user, usage(1))
                .map(entry -> entry.transaction().id());
        return store.idempotencyKeys()
                .once(
                        new KeyedRequest(user, "UseCredits", key, Sha256.hex(key)),
                        use,
                        UUID::toString,
                        UUID::fromString);
    }

    private Credits at(int number) {
        return (number % 2 == 0 ? store : elsewhere).credits();
    }

    /// The rest of the lines that begin with the word.
    private static List<String> of(String word, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }
}
