package dev.kontor.credits;

import static dev.kontor.credits.TransactionType.ADJUSTMENT;
import static dev.kontor.credits.TransactionType.BONUS;
import static dev.kontor.credits.TransactionType.PURCHASE;
import static dev.kontor.credits.TransactionType.REFUND;
import static dev.kontor.credits.TransactionType.USAGE;
import static dev.kontor.shared.database.Columns.uuid;
import static dev.kontor.testing.Store.OTHER_USER;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.change;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.nobody;
import static dev.kontor.testing.Store.purchase;
import static dev.kontor.testing.Store.usage;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Query;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The invariants hold after every test: above all, each balance is the sum of its transactions.
final class CreditsTest {

    private final Store store = Store.open();
    private final Credits credits = store.credits();

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
    }

    @Test
    void whoNeverHadCreditsHasNone() throws SQLException {
        assertThat(balance()).isEqualTo(Balance.NONE);

        assertThat(code(credits.add(USER, usage(1)))).isEqualTo(ErrorCode.INSUFFICIENT_CREDITS);
        assertThat(balance()).isEqualTo(Balance.NONE);
        assertThat(store.postgres().query("select count(*) from balances")).containsExactly("0");
    }

    @Test
    @DisplayName("S12: purchase, usage, refund, bonus and adjustment each change the balance")
    void everyTypeChangesTheBalanceByItsAmount() {
        assertThat(add(PURCHASE, 10).balance().amount()).isEqualTo(10);
        assertThat(add(BONUS, 5).balance().amount()).isEqualTo(15);
        assertThat(add(ADJUSTMENT, 3).balance().amount()).isEqualTo(18);
        assertThat(add(ADJUSTMENT, -2).balance().amount()).isEqualTo(16);
        var usage = add(USAGE, -7);
        assertThat(usage.balance().amount()).isEqualTo(9);
        assertThat(refund(usage, 4L).balance().amount()).isEqualTo(13);

        assertThat(balance().amount()).isEqualTo(13);
        assertThat(listed())
                .extracting(Transaction::type)
                .containsExactly(REFUND, USAGE, ADJUSTMENT, ADJUSTMENT, BONUS, PURCHASE);
        assertThat(listed()).extracting(Transaction::balanceAfter).containsExactly(13L, 9L, 16L, 18L, 15L, 10L);
    }

    @Test
    void anEntryIsTheTransactionAndTheBalanceThatItLeft() {
        var bought = add(PURCHASE, 10);
        var request =
                new NewTransaction(USAGE, -4, "an app", "a description", new JsonText("{\"order\": [1, null]}"), null);

        var used = value(credits.add(USER, request));

        assertThat(used.transaction())
                .isEqualTo(new Transaction(
                        used.transaction().id(),
                        USAGE,
                        -4,
                        6,
                        "an app",
                        "a description",
                        request.metadata(),
                        null,
                        null,
                        null,
                        used.transaction().createdAt()));
        assertThat(used.balance())
                .isEqualTo(new Balance(6, 0, 2, used.transaction().createdAt()));
        assertThat(used.balance()).isEqualTo(balance());
        assertThat(listed()).containsExactly(used.transaction(), bought.transaction());
        assertThat(used.transaction().createdAt()).isAfter(bought.transaction().createdAt());
    }

    @Test
    void theLedgersOrderIsThatOfTheChangesThoughTheClockWasSetBack() throws SQLException {
        add(PURCHASE, 10);
        // As if everything so far had been written before the clock was set back.
        store.postgres().execute("""
            set session_replication_role = replica;
            update balances set updated_at = now() + interval '1 hour';
            update transactions set created_at = now() + interval '1 hour';
            """);

        var used = add(USAGE, -4);
        refund(used, null);

        assertThat(listed()).extracting(Transaction::balanceAfter).containsExactly(10L, 6L, 10L);
    }

    @ParameterizedTest
    @DisplayName("S11: metadata is JSONB: kept as it is, and found by containment")
    @ValueSource(
            strings = {
                "{}",
                "{\"order\": {\"items\": [1, 2.50, -0.5, true, null, \"\"]}}",
                "{\"ключ\": \"😀 \\\"quoted\\\" \\\\ % _\"}",
                "{\"big\": 123456789012345678901234567890.123456789}"
            })
    void metadataIsKeptAndFoundByContainment(String metadata) {
        var request = new NewTransaction(BONUS, 1, null, "", new JsonText(metadata), null);

        var made = value(credits.add(USER, request)).transaction();

        assertThat(made.metadata().text()).isEqualTo(metadata);
        var containing = new Query("test.containing", "select id from transactions where metadata @> :part::jsonb");
        var found = store.database().query(containing).bind("part", metadata).list(row -> uuid(row, "id"));
        assertThat(value(found)).containsExactly(made.id());
    }

    @ParameterizedTest
    @CsvSource({"USAGE, -11", "ADJUSTMENT, -11", "USAGE, -9007199254740991"})
    void whatTheBalanceDoesNotHoldIsNotTaken(TransactionType type, long amount) {
        add(PURCHASE, 10);
        var before = balance();

        assertThat(code(credits.add(USER, change(type, amount)))).isEqualTo(ErrorCode.INSUFFICIENT_CREDITS);

        assertThat(balance()).isEqualTo(before);
        assertThat(listed()).hasSize(1);
    }

    @Test
    void allOfABalanceCanBeTaken() {
        add(PURCHASE, 10);
        assertThat(add(USAGE, -4).balance().amount()).isEqualTo(6);
        assertThat(add(ADJUSTMENT, -6).balance().amount()).isZero();
        assertThat(code(credits.add(USER, usage(1)))).isEqualTo(ErrorCode.INSUFFICIENT_CREDITS);
    }

    @ParameterizedTest
    @DisplayName("S10: 'Balance was modified by another operation': a stale version changes nothing")
    @CsvSource({
        "USAGE, -1, 0",
        "USAGE, -1, 1",
        "USAGE, -1, 3",
        "USAGE, -1000, 1",
        "BONUS, 1, 0",
        "BONUS, 1, 1",
        "BONUS, 1, 3",
        "ADJUSTMENT, -1, 1",
        "ADJUSTMENT, 1, 9007199254740991"
    })
    void aStaleVersionChangesNothing(TransactionType type, long amount, long version) {
        add(PURCHASE, 10);
        var before = add(USAGE, -4).balance();
        assertThat(before.version()).isEqualTo(2);

        assertModified(credits.add(USER, expecting(type, amount, version)));

        assertThat(balance()).isEqualTo(before);
    }

    @Test
    @DisplayName("S10: the version that was read is the one to expect, and rises by one")
    void theVersionThatWasReadIsTheOneToExpect() {
        assertThat(value(credits.add(USER, expecting(PURCHASE, 10, 0)))
                        .balance()
                        .version())
                .isEqualTo(1);
        assertThat(value(credits.add(USER, expecting(USAGE, -4, 1))).balance().version())
                .isEqualTo(2);
        var usage = value(credits.add(USER, expecting(USAGE, -4, 2)));
        assertThat(usage.balance().version()).isEqualTo(3);
        assertThat(refund(usage, null).balance().version()).isEqualTo(4);
        assertThat(value(credits.add(USER, expecting(BONUS, 1, 4))).balance())
                .isEqualTo(balance())
                .extracting(Balance::version)
                .isEqualTo(5L);
    }

    @Test
    void theRightVersionOfTooLittleIsTooLittle() {
        add(PURCHASE, 10);

        assertThat(code(credits.add(USER, expecting(USAGE, -11, 1)))).isEqualTo(ErrorCode.INSUFFICIENT_CREDITS);
    }

    @Test
    void whoIsNewHasVersionZero() {
        assertThat(code(credits.add(USER, expecting(USAGE, -1, 0)))).isEqualTo(ErrorCode.INSUFFICIENT_CREDITS);
        assertModified(credits.add(USER, expecting(USAGE, -1, 1)));
        assertModified(credits.add(USER, expecting(PURCHASE, 1, 1)));
        assertThat(balance().version()).isZero();

        assertThat(value(credits.add(USER, expecting(PURCHASE, 1, 0))).balance().amount())
                .isEqualTo(1);
    }

    @Test
    void aRefundGivesBackWhatIsLeftUnlessItSaysHowMuch() {
        add(PURCHASE, 10);
        var request = new NewTransaction(USAGE, -9, "an app", "used", JsonText.EMPTY_OBJECT, null);
        var usage = value(credits.add(USER, request));

        var part = refund(usage, 2L);
        assertThat(part.transaction())
                .isEqualTo(new Transaction(
                        part.transaction().id(),
                        REFUND,
                        2,
                        3,
                        "an app",
                        "given back",
                        JsonText.EMPTY_OBJECT,
                        usage.transaction().id(),
                        null,
                        null,
                        part.transaction().createdAt()));
        assertThat(part.balance()).isEqualTo(balance());
        assertThat(refund(usage, 3L).transaction().amount()).isEqualTo(3);
        assertThat(refund(usage, null).transaction().amount()).isEqualTo(4);

        assertThat(balance().amount()).isEqualTo(10);
    }

    @Test
    void theRefundsOfAUsageNeverExceedIt() {
        add(PURCHASE, 10);
        var usage = add(USAGE, -6);
        var other = add(USAGE, -4);

        assertConflict("The refunds of a usage cannot exceed it", usage, 7L);
        assertConflict("The refunds of a usage cannot exceed it", usage, Limits.CREDITS_MAX);
        refund(usage, 4L);
        assertConflict("The refunds of a usage cannot exceed it", usage, 3L);
        refund(usage, 2L);
        assertConflict("The usage has been refunded in full already", usage, null);
        assertConflict("The usage has been refunded in full already", usage, 1L);
        assertThat(balance().amount()).isEqualTo(6);

        refund(other, null);
        assertConflict("The usage has been refunded in full already", other, null);
        assertThat(balance().amount()).isEqualTo(10);
    }

    @Test
    void onlyAUsageIsRefunded() {
        var purchase = add(PURCHASE, 10);
        var bonus = add(BONUS, 10);
        var up = add(ADJUSTMENT, 10);
        var down = add(ADJUSTMENT, -5);
        var refund = refund(add(USAGE, -5), null);

        for (var entry : List.of(purchase, bonus, up, down, refund)) {
            assertConflict("Only a usage can be refunded", entry, null);
            assertConflict("Only a usage can be refunded", entry, 1L);
        }
        assertThat(code(credits.refund(new NewRefund(nobody(), null, "")))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(balance().amount()).isEqualTo(25);
    }

    @Test
    void whoUsedTheCreditsGetsThemBack() {
        add(PURCHASE, 10);
        var usage = add(USAGE, -10);
        value(credits.add(OTHER_USER, purchase(1)));

        refund(usage, null);

        assertThat(balance().amount()).isEqualTo(10);
        assertThat(value(credits.balance(OTHER_USER)).amount()).isEqualTo(1);
    }

    @Test
    void aBalanceHoldsUpToTheLargestNumberThatClientsCanRead() {
        assertThat(add(PURCHASE, Limits.CREDITS_MAX).balance().amount()).isEqualTo(9_007_199_254_740_991L);
        var full = balance();

        assertFull(credits.add(USER, purchase(1)));
        assertFull(credits.add(USER, purchase(Limits.CREDITS_MAX)));
        assertFull(credits.add(OTHER_USER, purchase(Limits.CREDITS_MAX + 1)));
        assertThat(balance()).isEqualTo(full);
        assertThat(value(credits.balance(OTHER_USER)).version()).isZero();

        var usage = add(USAGE, -Limits.CREDITS_MAX);
        assertThat(usage.balance().amount()).isZero();
        add(BONUS, 1);
        assertFull(credits.refund(new NewRefund(usage.transaction().id(), null, "")));
        assertThat(refund(usage, Limits.CREDITS_MAX - 1).balance().amount()).isEqualTo(Limits.CREDITS_MAX);
        assertThat(add(ADJUSTMENT, -Limits.CREDITS_MAX).balance().amount()).isZero();
    }

    /// The statement refuses before the database has to, unless it has a bug.
    @Test
    void whatTheDatabaseItselfRefusesOfARefundIsAConflictToo() {
        add(PURCHASE, 10);
        var usage = add(USAGE, -6).transaction();

        var tooMuch = new Query("test.tooMuch", """
            insert into transactions (
              user_id, type, amount, balance_after,
              description, refunded_transaction_id)
            values (:user_id, 'refund', 7, 11, '', :usage_id)
            """);
        var refused = store.database()
                .query(tooMuch)
                .bind("user_id", USER)
                .bind("usage_id", usage.id())
                .execute();

        assertThat(code(refused)).isEqualTo(ErrorCode.CONFLICT);
    }

    private Entry add(TransactionType type, long amount) {
        return value(credits.add(USER, change(type, amount)));
    }

    private Entry refund(Entry usage, @Nullable Long amount) {
        var refund = new NewRefund(usage.transaction().id(), amount, "given back");
        return value(credits.refund(refund));
    }

    private static NewTransaction expecting(TransactionType type, long amount, long version) {
        return new NewTransaction(type, amount, null, "", JsonText.EMPTY_OBJECT, version);
    }

    private Balance balance() {
        return value(credits.balance(USER));
    }

    /// Newest first.
    private List<Transaction> listed() {
        var filter = new TransactionFilter(null);
        var request = new ListRequest<>(USER, filter, SortKey.CREATED_AT, true, 1, 100, null);
        return value(credits.transactions(request)).items();
    }

    private void assertConflict(String message, Entry usage, @Nullable Long amount) {
        var refund = new NewRefund(usage.transaction().id(), amount, "");
        assertThat(credits.refund(refund)).isEqualTo(Result.err(ErrorCode.CONFLICT, message));
    }

    private static void assertModified(Result<Entry> result) {
        assertThat(result).isEqualTo(Result.err(ErrorCode.CONFLICT, "Balance was modified by another operation"));
    }

    private static void assertFull(Result<Entry> result) {
        assertThat(result)
                .isEqualTo(Result.err(
                        ErrorCode.CONFLICT,
                        "The balance would exceed the most that it can hold:" + " 9007199254740991"));
    }
}
