package dev.kontor.credits;

import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Result;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Store;
import dev.kontor.testing.TestClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Does the same at random to the database and to a model of it, a simple one, while time passes.
final class CreditsModelTest {

    private static final long SEED = Long.getLong("kontor.credits.seed", 1);
    private static final int USERS = Integer.getInteger("kontor.credits.users", Repetitions.of(15, 300));
    private static final int STEPS = 40;
    private static final int SECONDS = 30;
    private static final int AMOUNTS = 12;
    private static final Instant BEGIN = Instant.parse("2100-01-01T00:00:00Z");

    private final Store store = Store.open();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theDatabaseDoesWhatTheModelDoes() throws SQLException {
        var clock = new TestClock(store.postgres(), BEGIN);
        for (var seed = SEED; seed < SEED + USERS; seed++) {
            new User(seed, clock).live();
        }
        Invariants.assertHold(store.postgres());
    }

    /// One user, with a model of their own.
    private final class User {

        private final Random random;
        private final String id;
        private final TestClock clock;
        private final CreditsModel model = new CreditsModel();
        private final List<@Nullable UUID> transactions = new ArrayList<>();
        private final List<@Nullable UUID> holds = new ArrayList<>();
        private final StringBuilder story = new StringBuilder();

        User(long seed, TestClock clock) {
            this.random = new Random(seed);
            this.id = "user " + seed;
            this.clock = clock;
            story.append("-Dkontor.credits.users=1 -Dkontor.credits.seed=").append(seed);
        }

        void live() throws SQLException {
            for (var step = 0; step < STEPS; step++) {
                if (random.nextInt(3) == 0) {
                    clock.pass(Duration.ofSeconds(random.nextInt(SECONDS / 2)));
                }
                model.pass(clock.now());
                transactions.add(null);
                holds.add(null);
                act(step);
                var balance = value(store.credits().balance(id));
                assertThat(List.of(balance.amount(), balance.available()))
                        .as("%s", story)
                        .isEqualTo(List.of(model.amount(), model.available()));
            }
        }

        private void act(int step) {
            var amount = 1 + random.nextInt(AMOUNTS);
            var other = random.nextInt(step + 1);
            var later = clock.now().plusSeconds(1 + random.nextInt(SECONDS));
            switch (random.nextInt(7)) {
                case 0 -> grant(step, amount, null);
                case 1 -> grant(step, amount, later);
                case 2 -> spend(step, amount);
                case 3 -> hold(step, amount, later);
                case 4 -> settle(other, amount);
                case 5 -> release(other);
                default -> refund(other, amount);
            }
        }

        private void grant(int number, int amount, @Nullable Instant until) {
            tell("grant", number, amount, until);
            value(add(TransactionType.BONUS, number, amount, until));
            model.grant(number, amount, until == null ? Instant.MAX : until);
        }

        private void spend(int number, int amount) {
            tell("spend", number, amount, null);
            expect(add(TransactionType.USAGE, number, -amount, null), model.spend(number, amount));
        }

        private void hold(int number, int amount, Instant until) {
            tell("hold", number, amount, until);
            var lifetime = Duration.between(clock.now(), until);
            var result = store.holds().create(id, new NewHold(id, amount, null, "", JsonText.EMPTY_OBJECT, lifetime));
            expect(result, model.hold(number, amount, until));
            holds.set(number, result.map(held -> held.hold().id()) instanceof Result.Ok<UUID>(var made) ? made : null);
        }

        private void settle(int number, int amount) {
            var hold = holds.get(number);
            if (hold == null || !model.isOpen(number)) {
                return;
            }
            tell("settle", number, amount, null);
            var result = store.holds().settle(new HoldCaller(id, false), hold, (long) amount, null);
            expect(result, model.settle(number, amount, clock.now()));
            if (result instanceof Result.Ok<Settlement>(var settlement)) {
                transactions.set(number, settlement.transaction().id());
            }
        }

        private void release(int number) {
            var hold = holds.get(number);
            if (hold == null || !model.isOpen(number)) {
                return;
            }
            tell("release", number, 0, null);
            value(store.holds().release(new HoldCaller(id, false), hold));
            model.release(number, clock.now());
        }

        private void refund(int number, int amount) {
            var usage = transactions.get(number);
            if (usage == null) {
                return;
            }
            tell("refund", number, amount, null);
            var result = store.credits().refund(new NewRefund(usage, (long) amount, ""));
            expect(result, model.refund(number, amount, clock.now()));
        }

        private Result<Entry> add(TransactionType type, int number, long amount, @Nullable Instant until) {
            var result = store.credits()
                    .add(id, new NewTransaction(type, amount, null, "", JsonText.EMPTY_OBJECT, null, until));
            if (type == TransactionType.USAGE && result instanceof Result.Ok<Entry>(var entry)) {
                transactions.set(number, entry.transaction().id());
            }
            return result;
        }

        private void expect(Result<?> result, boolean isDone) {
            assertThat(result instanceof Result.Ok).as("%s%n%s", story, result).isEqualTo(isDone);
        }

        private void tell(String what, int number, int amount, @Nullable Instant until) {
            var second = Duration.between(BEGIN, clock.now()).toSeconds();
            var end = until == null
                    ? ""
                    : " until " + Duration.between(BEGIN, until).toSeconds();
            story.append("%n%d %s %d %d%s".formatted(second, what, number, amount, end));
        }
    }
}
