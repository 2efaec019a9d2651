package dev.kontor.credits;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.usage;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.testing.MigratorFixture;
import dev.kontor.shared.Done;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.DatabaseUnavailableException;
import dev.kontor.shared.database.Query;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A stack with data of before V026 is migrated while its functions run, and old and new functions then
/// run side by side, as they do during a deploy.
@Tag("slow")
final class CreditsUpgradeTest extends MigratorFixture {

    private static final Path MIGRATIONS = Path.of("../migrations/src/main/resources/migrations");
    private static final String FIRST = "V026__held_credits.sql";
    private static final int THREADS = 4;
    private static final int MORE_STEPS = 50;

    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicInteger steps = new AtomicInteger();

    @Test
    void oldFunctionsGoOnDuringTheMigrationAndBesideNewOnes() throws Exception {
        applyMigrations(MIGRATIONS, file -> file.compareTo(FIRST) < 0);
        try (var old = Store.on(database);
                var store = Store.on(database)) {
            value(add(old, OldCreditsSql.CREDIT, "purchase", 1_000));

            Race.of(THREADS + 1, number -> number == THREADS ? migrateMeanwhile() : useOldFunctions(old));

            Invariants.assertHold(database);
            assertThat(steps.get()).isGreaterThan(THREADS * MORE_STEPS);
            newOnesBesideOldOnes(old, store);
        }
        Invariants.assertHold(database);
    }

    private int migrateMeanwhile() {
        unchecked(() -> applyMigrations(MIGRATIONS, file -> true));
        isOver.set(true);
        return 0;
    }

    private int useOldFunctions(Store old) {
        for (var more = 0; more < MORE_STEPS; more += isOver.get() ? 1 : 0) {
            value(add(old, OldCreditsSql.DEBIT, "usage", -1));
            value(old.database()
                    .query(OldCreditsSql.BALANCE)
                    .bind("user_id", USER)
                    .one(row -> {
                        assertThat(row.getLong("amount")).isEqualTo(row.getLong("sum"));
                        return Done.DONE;
                    }));
            value(add(old, OldCreditsSql.CREDIT, "bonus", 1));
            steps.incrementAndGet();
        }
        return 0;
    }

    private static void newOnesBesideOldOnes(Store old, Store store) {
        var until = Instant.now().plusSeconds(600);
        value(store.credits()
                .add(
                        USER,
                        new NewTransaction(TransactionType.BONUS, 100, null, "", JsonText.EMPTY_OBJECT, null, until)));
        var hold = new NewHold(USER, 700, null, "", JsonText.EMPTY_OBJECT, Duration.ofMinutes(5));
        value(store.holds().create(USER, hold));

        // 1,100 in all: 700 are held, the 100 that expire among them.
        value(add(old, OldCreditsSql.DEBIT, "usage", -400));
        assertThatThrownBy(() -> add(old, OldCreditsSql.DEBIT, "usage", -1))
                .isInstanceOf(DatabaseUnavailableException.class);

        assertThat(value(store.credits().balance(USER)).available()).isZero();
        assertThat(Store.code(store.credits().add(USER, usage(1)))).isEqualTo(ErrorCode.INSUFFICIENT_CREDITS);
    }

    private static Result<Done> add(Store store, Query query, String type, long amount) {
        return store.database()
                .query(query)
                .bind("user_id", USER)
                .bind("type", type)
                .bind("amount", amount)
                .doneOrRefusal();
    }
}
