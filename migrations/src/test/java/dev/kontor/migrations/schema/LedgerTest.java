package dev.kontor.migrations.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The database protects the ledger of credits by itself, whatever the code above it does. It
/// refuses the functions' role and the owner of the schema alike.
final class LedgerTest {

    private static final String USAGE = "00000000-0000-0000-0000-0000000000c1";
    private static final String PURCHASE = "00000000-0000-0000-0000-0000000000c2";

    private TestDatabase database;

    @BeforeEach
    void annBoughtTenCreditsAndUsedSix() throws SQLException {
        database = TestPostgres.createMigratedDatabase();
        database.execute("""
            insert into balances (user_id, amount) values ('ann', 4), ('bob', 0);
            insert into transactions (id, user_id, type, amount, balance_after, description)
              values ('%s', 'ann', 'purchase', 10, 10, ''), ('%s', 'ann', 'usage', -6, 4, '');
            """.formatted(PURCHASE, USAGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update transactions set amount = amount + 1",
                "update transactions set description = 'another'",
                "update transactions set amount = amount",
                "delete from transactions",
                "truncate transactions cascade"
            })
    @DisplayName("S9: a row of the ledger is never changed or deleted")
    void theLedgerIsAppendOnly(String change) throws SQLException {
        assertRefused("postgres", change, "23001");
        assertRefused("kontor_app", change, "42501");
        assertThat(database.query("select sum(amount) || ' in ' || count(*) from transactions"))
                .containsExactly("4 in 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9007199254740992"})
    void aBalanceIsNeverNegativeNorMoreThanClientsCanRead(String amount) {
        assertRefused("update balances set amount = " + amount, "23514");
        assertRefused("insert into balances (user_id, amount) values ('cid', %s)".formatted(amount), "23514");
    }

    @Test
    void aUserHasOneBalance() {
        assertRefused("insert into balances (user_id, amount) values ('ann', 1)", "23505");
    }

    @ParameterizedTest
    @DisplayName("S12: the amount of a transaction is never zero, and its sign fits its type")
    @CsvSource({"purchase, 0", "purchase, -1", "bonus, 0", "bonus, -1", "usage, 0", "usage, 1", "adjustment, 0"})
    void theSignFitsTheType(String type, String amount) {
        assertRefused(transaction(type, amount, "null"), "23514");
    }

    @Test
    @DisplayName("S12: there are five types of transaction and no other")
    void thereAreFiveTypes() throws SQLException {
        assertThat(database.query("select unnest(enum_range(null::transaction_type))"))
                .containsExactly("purchase", "usage", "refund", "bonus", "adjustment");
        assertRefused(transaction("gift", "1", "null"), "22P02");
    }

    @Test
    void refundsTogetherNeverExceedTheUsage() throws SQLException {
        assertRefused(transaction("refund", "7", quoted(USAGE)), "23514");

        database.execute(transaction("refund", "4", quoted(USAGE)));
        assertRefused(transaction("refund", "3", quoted(USAGE)), "23514");
        database.execute(transaction("refund", "2", quoted(USAGE)));
        assertRefused(transaction("refund", "1", quoted(USAGE)), "23514");
    }

    @Test
    void onlyAUsageOfTheSameUserIsRefunded() {
        assertRefused(transaction("refund", "1", quoted(PURCHASE)), "23514");
        assertRefused(transaction("refund", "1", quoted(USAGE)).replace("'ann'", "'bob'"), "23514");
        assertRefused(transaction("refund", "1", "null"), "23514");
        assertRefused(transaction("bonus", "1", quoted(USAGE)), "23514");
    }

    @Test
    void aTemporaryTableOfTheSameNameDeceivesNoCheck() {
        assertRefused(
                """
                        create temp table transactions as select * from public.transactions;
                        update transactions set amount = -1000 where type = 'usage';
                        """
                        + transaction("refund", "7", quoted(USAGE))
                                .replace("into transactions", "into public.transactions"),
                "23514");
    }

    @Test
    void twoRefundsAtOnceWaitForEachOther() throws Exception {
        try (var first = database.connect();
                var second = database.connect()) {
            first.setAutoCommit(false);
            first.createStatement().execute(transaction("refund", "4", quoted(USAGE)));
            second.createStatement().execute("set lock_timeout = '100ms'");
            assertThatThrownBy(() -> second.createStatement().execute(transaction("refund", "4", quoted(USAGE))))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).isEqualTo("55P03"));
            first.commit();
        }
        assertRefused(transaction("refund", "4", quoted(USAGE)), "23514");
    }

    @ParameterizedTest
    @ValueSource(strings = {"repeatable read", "serializable"})
    void aRefundThatCannotSeeWhatOthersRefundedIsRefused(String isolation) throws Exception {
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("set transaction isolation level %s; select 1".formatted(isolation));
            database.execute(transaction("refund", "4", quoted(USAGE)));
            assertThatThrownBy(() -> connection.createStatement().execute(transaction("refund", "4", quoted(USAGE))))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).isEqualTo("23514"));
        }
    }

    @Test
    void aRefundWithoutABalanceToGoToIsRefused() throws SQLException {
        var usage = "00000000-0000-0000-0000-0000000000c3";
        database.execute("""
            insert into transactions (id, user_id, type, amount, balance_after, description)
              values ('%s', 'cid', 'usage', -6, 0, '')
            """.formatted(usage));
        assertRefused(transaction("refund", "1", quoted(usage)).replace("'ann'", "'cid'"), "23514");
    }

    private static String transaction(String type, String amount, String refunded) {
        return """
            insert into transactions (user_id, type, amount, balance_after, description, refunded_transaction_id)
            values ('ann', '%s', %s, 4, '', %s)
            """.formatted(type, amount, refunded);
    }

    private static String quoted(String id) {
        return "'" + id + "'";
    }

    private void assertRefused(String statement, String state) {
        assertRefused("postgres", statement, state);
        assertRefused("kontor_app", statement, state);
    }

    private void assertRefused(String role, String statement, String state) {
        assertThatThrownBy(() -> {
                    try (var connection = database.connectAs(role)) {
                        connection.createStatement().execute(statement);
                    }
                })
                .as("%s: %s", role, statement)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo(state));
    }

    @Test
    void aHoldEndsOnceAndIsSettledByOneUsage() throws SQLException {
        database.execute("""
            insert into holds (id, user_id, created_by, amount, description, expires_at) values
              ('00000000-0000-0000-0000-0000000000d1', 'ann', 'ann', 2, '', now()),
              ('00000000-0000-0000-0000-0000000000d2', 'ann', 'ann', 2, '', now());
            update holds set status = 'released' where id = '00000000-0000-0000-0000-0000000000d1';
            insert into transactions (user_id, type, amount, balance_after, description, hold_id)
              values ('ann', 'usage', -2, 2, '', '00000000-0000-0000-0000-0000000000d2');
            """);
        for (var refused : List.of(
                "update holds set status = 'open' where id = '00000000-0000-0000-0000-0000000000d1'",
                "update holds set amount = 3 where id = '00000000-0000-0000-0000-0000000000d1'",
                "update holds set status = 'settled' where id = '00000000-0000-0000-0000-0000000000d2'",
                """
                insert into transactions (user_id, type, amount, balance_after, description, hold_id)
                  values ('ann', 'usage', -2, 0, '', '00000000-0000-0000-0000-0000000000d2')
                """,
                """
                insert into transactions (user_id, type, amount, balance_after, description, hold_id)
                  values ('bob', 'usage', -2, 0, '', '00000000-0000-0000-0000-0000000000d1')
                """)) {
            assertThatThrownBy(() -> database.execute(refused)).as(refused).isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update balances set held = 5 where user_id = 'ann'",
                "update balances set held = -1 where user_id = 'ann'",
                "update balances set held = 3, expiring = 2 where user_id = 'ann'",
                "update balances set expiring = -1 where user_id = 'ann'"
            })
    void whatIsHeldOrExpiresIsAPartOfTheBalance(String change) {
        assertThatThrownBy(() -> database.execute(change)).hasMessageContaining("ck_balances");
    }
}
