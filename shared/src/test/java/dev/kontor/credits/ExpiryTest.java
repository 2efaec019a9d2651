package dev.kontor.credits;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.newest;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.shared.Limits;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the passing of time does to grants that expire and to holds, without any job.
final class ExpiryTest {

    private final Store store = Store.open();

    @AfterEach
    void close() {
        store.close();
    }

    static Stream<Arguments> scripts() {
        return Stream.of(
                script("what is left of a grant is gone at its moment, and not before", """
                    0   grant a 100 until 10  -> 100/100
                    0   spend u 30            -> 70/70
                    10- balance               -> 70/70
                    10  balance               -> 0/0
                    11  spend v 1             -> INSUFFICIENT_CREDITS
                    """),
                script("what expires first is spent first, and what never expires last", """
                    0   grant a 10            -> 10/10
                    0   grant b 10 until 20   -> 20/20
                    0   grant c 10 until 10   -> 30/30
                    1   spend u 12            -> 18/18
                    10  balance               -> 18/18
                    20- balance               -> 18/18
                    20  balance               -> 10/10
                    """),
                script("a grant that is spent completely loses nothing", """
                    0   grant a 10 until 5    -> 10/10
                    5-  spend u 10            -> 0/0
                    5   balance               -> 0/0
                    """),
                script("an adjustment downwards takes what expires first", """
                    0   grant a 10            -> 10/10
                    0   grant b 10 until 5    -> 20/20
                    1   take 4                -> 16/16
                    5   balance               -> 10/10
                    """),
                script("nobody spends what expires at this moment", """
                    0   grant a 10            -> 10/10
                    0   grant b 10 until 5    -> 20/20
                    5   spend u 11            -> INSUFFICIENT_CREDITS
                    5   spend u 10            -> 0/0
                    """),
                script("what a hold took outlives its expiry until it is settled", """
                    0   grant a 10 until 5    -> 10/10
                    1   hold h 6 until 20     -> 10/4
                    5   balance               -> 6/0
                    6   settle h              -> 0/0
                    """),
                script("and is gone when it is released after it", """
                    0   grant a 10 until 5    -> 10/10
                    1   hold h 6 until 20     -> 10/4
                    5   balance               -> 6/0
                    6   release h             -> 0/0
                    """),
                script("or when the hold expires after it", """
                    0   grant a 10 until 5    -> 10/10
                    1   hold h 6 until 20     -> 10/4
                    20- balance               -> 6/0
                    20  balance               -> 0/0
                    """),
                script("or is given back, and then expires", """
                    0   grant a 10 until 30   -> 10/10
                    1   hold h 6 until 20     -> 10/4
                    20  balance               -> 10/10
                    30  balance               -> 0/0
                    """),
                script("the hold and the grant at the same moment", """
                    0   grant a 10 until 20   -> 10/10
                    1   hold h 6 until 20     -> 10/4
                    20- balance               -> 10/4
                    20  balance               -> 0/0
                    """),
                script("both are found long after", """
                    0   grant a 10 until 20   -> 10/10
                    0   grant b 5             -> 15/15
                    1   hold h 12 until 40    -> 15/3
                    99  balance               -> 5/5
                    """),
                script("what a settlement leaves of an expired grant is gone", """
                    0   grant a 10 until 5    -> 10/10
                    1   hold h 6 until 20     -> 10/4
                    6   settle h 4            -> 0/0
                    """),
                script("what a settlement leaves of a grant goes back to it", """
                    0   grant a 10 until 30   -> 10/10
                    1   hold h 6 until 20     -> 10/4
                    6   settle h 4            -> 6/6
                    30  balance               -> 0/0
                    """),
                script("a settlement spends first what expires first of the hold", """
                    0   grant a 5 until 30    -> 5/5
                    0   grant b 5             -> 10/10
                    1   hold h 8 until 20     -> 10/2
                    6   settle h 5            -> 5/5
                    30  balance               -> 5/5
                    """),
                script("a settlement of more takes of what is available", """
                    0   grant a 5 until 30    -> 5/5
                    0   grant b 20            -> 25/25
                    1   hold h 3 until 20     -> 25/22
                    6   settle h 12           -> 13/13
                    30  balance               -> 13/13
                    """),
                script("a settlement of four times the estimate leaves the hold open where that is too much", """
                    0   grant a 10            -> 10/10
                    1   hold h 3 until 20     -> 10/7
                    2   settle h 12           -> INSUFFICIENT_CREDITS
                    3   balance               -> 10/7
                    4   settle h 10           -> 0/0
                    4   settle h 10           -> 0/0
                    4   settle h 9            -> CONFLICT
                    4   release h             -> CONFLICT
                    """),
                script("a hold takes nothing that another holds", """
                    0   grant a 10            -> 10/10
                    1   hold h 6 until 20     -> 10/4
                    1   hold i 5 until 20     -> INSUFFICIENT_CREDITS
                    1   spend u 5             -> INSUFFICIENT_CREDITS
                    1   take 5                -> INSUFFICIENT_CREDITS
                    1   spend u 4             -> 6/0
                    2   settle h              -> 0/0
                    """),
                script("a hold reserves until its expiry, and cannot be settled from then on", """
                    0   grant a 10            -> 10/10
                    1   hold h 6 until 20     -> 10/4
                    20- spend u 5             -> INSUFFICIENT_CREDITS
                    20  spend u 5             -> 5/5
                    20  settle h              -> CONFLICT
                    20  release h             -> 5/5
                    """),
                script("a hold that is settled at the last moment is settled", """
                    0   grant a 10            -> 10/10
                    1   hold h 6 until 20     -> 10/4
                    20- settle h              -> 4/4
                    20  balance               -> 4/4
                    """),
                script("a released hold stays so", """
                    0   grant a 10            -> 10/10
                    1   hold h 6 until 20     -> 10/4
                    2   release h             -> 10/10
                    2   release h             -> 10/10
                    2   settle h              -> CONFLICT
                    """),
                script("a refund goes back to where it was taken from", """
                    0   grant a 10 until 30   -> 10/10
                    0   grant b 10            -> 20/20
                    1   spend u 15            -> 5/5
                    2   refund u              -> 20/20
                    30  balance               -> 10/10
                    """),
                script("a refund in parts gives back first what was taken last", """
                    0   grant a 10 until 30   -> 10/10
                    0   grant b 10 until 40   -> 20/20
                    0   grant c 10            -> 30/30
                    1   spend u 25            -> 5/5
                    2   refund u 5            -> 10/10
                    3   refund u 8            -> 18/18
                    4   refund u 4            -> 22/22
                    30  balance               -> 20/20
                    40  balance               -> 10/10
                    41  refund u              -> 10/10
                    """),
                script("a refund of what has expired gives nothing", """
                    0   grant a 10 until 30   -> 10/10
                    1   spend u 10            -> 0/0
                    31  refund u 4            -> 0/0
                    31  refund u              -> 0/0
                    31  refund u              -> CONFLICT
                    """),
                script("a refund of a settled hold goes back as well", """
                    0   grant a 10 until 30   -> 10/10
                    0   grant b 10            -> 20/20
                    1   hold h 15 until 20    -> 20/5
                    2   settle h              -> 5/5
                    3   refund h 12           -> 17/17
                    30  balance               -> 10/10
                    """),
                script("grants that expire at the same moment are all gone then", """
                    0   grant a 1 until 5     -> 1/1
                    0   grant b 2 until 5     -> 3/3
                    0   grant c 3 until 5     -> 6/6
                    0   grant d 4             -> 10/10
                    1   spend u 2             -> 8/8
                    5   balance               -> 4/4
                    """));
    }

    private static Arguments script(String name, String lines) {
        return Arguments.of(name, lines);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void timePasses(String name, String lines) throws SQLException {
        new CreditsScript(store).run(lines);
    }

    @Test
    void theLedgerSaysWhichGrantExpiredAndWhen() throws SQLException {
        var script = new CreditsScript(store);
        script.run("""
            0   grant a 10 until 5  -> 10/10
            0   grant b 10          -> 20/20
            1   spend u 4           -> 16/16
            9   spend v 3           -> 7/7
            """);

        var ledger = script.ledger().items();

        assertThat(ledger).extracting(Transaction::amount).containsExactly(-3L, -6L, -4L, 10L, 10L);
        assertThat(ledger).extracting(Transaction::balanceAfter).containsExactly(7L, 10L, 16L, 20L, 10L);
        var expiry = ledger.get(1);
        assertThat(expiry.type()).isEqualTo(TransactionType.ADJUSTMENT);
        assertThat(expiry.expiredTransactionId()).isEqualTo(ledger.getLast().id());
        assertThat(expiry.createdAt()).isEqualTo(Instant.parse("2100-01-01T00:00:05Z"));
        assertThat(script.balance().version()).isEqualTo(5);
    }

    /// However many there are, no statement takes too long.
    @Test
    void manyHoldsExpireStepByStep() throws SQLException {
        var script = new CreditsScript(store);
        var count = 2 * Limits.HOLDS_ENDED_AT_ONCE + 1;
        script.run("0 grant a %1$d -> %1$d/%1$d".formatted(count));
        store.postgres().execute("""
            insert into holds (user_id, created_by, amount, description, expires_at)
            select '%1$s', '%1$s', 1, '', '2100-01-01T00:00:05Z'
            from generate_series(1, %2$d);
            update balances set held = %2$d, next_expiry_at = '2100-01-01T00:00:05Z';
            create table steps (holds bigint not null);
            grant insert on steps to kontor_app;
            create function step() returns trigger language plpgsql as $$
            begin
              insert into steps select count(*) from ended;
              return null;
            end $$;
            create trigger step after update on holds
              referencing new table as ended for each statement execute function step();
            """.formatted(USER, count));

        script.run("5 balance -> %1$d/%1$d".formatted(count));

        assertThat(store.postgres().query("select holds from steps order by 1 desc"))
                .startsWith("2000", "2000", "1");
    }

    @Test
    void aSummaryOrAListBringsTheLedgerUpToDateToo() throws SQLException {
        var days = new Days(LocalDate.parse("2100-01-01"), LocalDate.parse("2100-01-01"));
        var script = new CreditsScript(store);
        script.run("0 grant a 10 until 5 -> 10/10");
        script.run("0 hold h 4 until 5 -> 10/6");
        store.postgres().execute("update clock.moment set at = '2100-01-01T00:00:05Z'");

        var summary = value(store.credits().summaryByDay(USER, days));

        assertThat(summary.items()).containsExactly(new Summary.OfDay("2100-01-01", 0, 0, 10, 10, 2));
        assertThat(value(store.holds().list(newest(new HoldFilter(HoldStatus.EXPIRED), 20)))
                        .items())
                .hasSize(1);
    }
}
