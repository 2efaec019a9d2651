package dev.kontor.users;

import static dev.kontor.testing.Store.OTHER_USER;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.purchase;
import static dev.kontor.testing.Store.usage;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.credits.HoldCaller;
import dev.kontor.credits.NewHold;
import dev.kontor.credits.NewRefund;
import dev.kontor.credits.NewTransaction;
import dev.kontor.credits.TransactionType;
import dev.kontor.purchases.Sales;
import dev.kontor.quotas.DefaultQuota;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Limits;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an erasure leaves: nothing but the ledger, which balances under a pseudonym. The invariants hold
/// after every test.
final class ErasuresTest {

    private static final int MANY = Limits.PURGE_ROWS_PER_STATEMENT + 1;

    private final Store store = Store.open();
    private final Users users = store.users();

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
    }

    @Test
    void whoHasNothingIsErasedAlready() throws SQLException {
        value(users.erase(USER));
        value(users.erase(USER));

        assertThat(query("select count(*) from erasures")).containsExactly("0");
    }

    @Test
    void theLedgerStaysAndBalancesUnderAPseudonym() throws SQLException {
        live(USER);
        live(OTHER_USER);
        var others = ledger(OTHER_USER);
        var rows = ledger(USER);
        var balance = value(store.credits().balance(USER)).amount();

        value(users.erase(USER));

        var pseudonym = pseudonym();
        assertThat(pseudonym).matches("erased-[0-9a-f-]{36}");
        assertThat(ledger(pseudonym)).isEqualTo(rows);
        assertThat(ledger(OTHER_USER)).isEqualTo(others);
        assertThat(query("""
            select distinct description, metadata, app_id, hold_id from transactions where user_id = '%s'
            """.formatted(pseudonym))).containsExactly("erased {} null null");
        assertThat(query("select amount, held, expiring, next_expiry_at from balances where user_id = '%s'"
                        .formatted(pseudonym)))
                .containsExactly("%d 0 0 null".formatted(balance));
        assertThat(query("""
            select count(*) from transactions where user_id = '%s' and refunded_transaction_id is not null
            """.formatted(pseudonym))).containsExactly("1");
    }

    @Test
    void aLaterLifeBeginsWithNothing() {
        live(USER);

        value(users.erase(USER));

        var me = value(users.me(USER, "ada@example.com", "user"));
        assertThat(me.fileCount()).isZero();
        assertThat(me.bytesStored()).isZero();
        assertThat(me.tags()).isEqualTo(new JsonText("[]"));
        assertThat(me.balance()).isEqualTo(new Me.CurrentBalance(0, 0));
        assertThat(me.quota().bytes()).isNull();
        assertThat(code(store.credits().add(USER, usage(1)))).isEqualTo(ErrorCode.INSUFFICIENT_CREDITS);
        value(store.credits().add(USER, purchase(5)));
        store.file("diary", store.folder("folder", null));
        value(users.erase(USER));
    }

    @Test
    void foldersGoWithoutMeetingThoseOfTheirName() throws SQLException {
        var folder = store.folder("same", null);
        for (var depth = 0; depth < 4; depth++) {
            folder = store.folder("same", folder);
            store.file("same", folder);
        }
        store.file("same", null);

        value(users.erase(USER));

        assertNothingIsLeft();
    }

    @Test
    void theTrashGoesToo() throws SQLException {
        var top = store.folder("top", null);
        var middle = store.folder("middle", top);
        var low = store.folder("low", middle);
        store.file("file", low);
        value(store.files().delete(USER, store.file("alone", low).id(), IfMatch.ANY));
        value(store.folders().delete(USER, low.id(), IfMatch.ANY));
        value(store.folders().delete(USER, top.id(), IfMatch.ANY));
        store.postgres().execute("update trash_items set is_purged = true where folder_id = '%s'".formatted(top.id()));
        // What a purge has set free, but not yet deleted.
        store.postgres().execute("""
            update folders set parent_folder_id = null where id in ('%s', '%s')
            """.formatted(low.id(), middle.id()));

        value(users.erase(USER));

        assertNothingIsLeft();
    }

    @Test
    void aPaymentOfAnErasedPurchaseGivesNothing() throws SQLException {
        var sales = new Sales(store);
        var begun = sales.begun(USER, 500);
        var paid = sales.begun(USER, 500);
        value(sales.paid(paid));

        value(users.erase(USER));

        assertThat(query("select count(*) from payments")).containsExactly("0");
        value(sales.paid(begun));
        value(sales.paid(paid));
        value(sales.refunded(paid, Sales.PRICE.amount()));
        assertThat(sales.balance(USER)).isZero();
        assertThat(query("select count(*), sum(amount) from transactions")).containsExactly("1 500");
    }

    @Test
    void manyRowsOfEveryKindGoInBoundedStatements() throws SQLException {
        fillWithMany();

        value(users.erase(USER));

        assertNothingIsLeft();
        assertThat(query("select count(*) from transactions")).containsExactly(String.valueOf(MANY));
        assertThat(query("select count(*) from object_deletions")).containsExactly(String.valueOf(MANY));
    }

    @Test
    void whatIsTooMuchForATransactionIsGoneOnWithByWhoeverComesNext() throws SQLException {
        fillWithMany();
        var inAHurry = inAHurry();

        value(inAHurry.erase(USER));

        assertThat(query("select count(*) from files")).containsExactly(String.valueOf(MANY));
        setWaiting(Duration.ofHours(1));
        assertThat(value(users.oldestErasure())).isGreaterThanOrEqualTo(Duration.ofHours(1));
        var transactions = 0;
        do {
            Invariants.assertHold(store.postgres());
            transactions++;
        } while (value(inAHurry.goOnErasing()) == 1);
        assertThat(transactions).isGreaterThan(7);
        assertNothingIsLeft();
        assertThat(value(users.oldestErasure())).isZero();
        assertThat(query("select count(distinct user_id), count(*) from transactions"))
                .containsExactly("1 " + MANY);
    }

    @Test
    void nobodyGivesAnythingToWhoIsBeingErased() throws SQLException {
        var sales = new Sales(store);
        var begun = sales.begun(USER, 500);
        fillWithMany();
        mark();
        for (var part = 0; part < 2; part++) {
            assertThat(code(store.credits().add(USER, purchase(7)))).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
            assertThat(code(store.quotas().replace(USER, 5, IfMatch.ANY))).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
            assertThat(code(users.replaceTags(USER, List.of("a"), IfMatch.ANY)))
                    .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            if (part == 0) {
                assertThat(code(sales.paid(begun))).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
                eraseUntilTheLedgerIsReached();
            }
        }

        value(users.erase(USER));

        assertNothingIsLeft();
        assertThat(query("select amount, version from balances")).containsExactly("%1$d %1$d".formatted(MANY));
        value(sales.paid(begun));
        value(store.credits().add(USER, purchase(7)));
        assertThat(sales.balance(USER)).isEqualTo(7);
    }

    /// A grant may have looked for the mark just before it was made.
    @Test
    void creditsThatRacedTheMarkGoToThePseudonymToo() throws SQLException {
        fillWithMany();
        eraseUntilTheLedgerIsReached();
        store.postgres().execute("alter table balances disable trigger refuse_return");
        value(store.credits().add(USER, purchase(7)));
        store.postgres().execute("alter table balances enable trigger refuse_return");

        value(users.erase(USER));

        assertNothingIsLeft();
        assertThat(query("select amount, version from balances"))
                .containsExactly("%d %d".formatted(MANY + 7, MANY + 1));
        // The balance is right. What it was after that transaction began anew.
        store.postgres().execute("""
            alter table transactions disable trigger refuse_change;
            update transactions set balance_after = balance_after + %d where amount = 7;
            alter table transactions enable trigger refuse_change;
            """.formatted(MANY));
    }

    /// A grant expires in as many parts as there were holds on it.
    @Test
    void whatExpiredOfOneGrantGoesInBoundedStatementsToo() throws SQLException {
        store.postgres().execute("""
            insert into balances (user_id, amount, version) values ('%1$s', 0, %2$d + 1);
            insert into transactions (user_id, type, amount, balance_after, description, created_at)
            values ('%1$s', 'bonus', %2$d, %2$d, 'b', now() - interval '2 days');
            insert into transactions (
              user_id, type, amount, balance_after, description, expired_transaction_id, created_at)
            select t.user_id, 'adjustment', -1, %2$d - i, 'Expired', t.id, now() - interval '1 day' + i * interval '1 s'
            from generate_series(1, %2$d) i, transactions t;
            """.formatted(USER, MANY));
        var inAHurry = inAHurry();

        for (var before = MANY + 1; before > 0; before = transactions(USER)) {
            value(inAHurry.erase(USER));
            assertThat(transactions(USER)).isGreaterThanOrEqualTo(before - Limits.PURGE_ROWS_PER_STATEMENT);
        }

        value(users.erase(USER));
        assertThat(query("select count(*), sum(amount) from transactions")).containsExactly((MANY + 1) + " 0");
    }

    private int transactions(String user) throws SQLException {
        return Integer.parseInt(query("select count(*) from transactions where user_id = '%s'".formatted(user))
                .getFirst());
    }

    /// They make the balance, which then nobody can lock before.
    @Test
    void theFirstCreditsOfAUserGoWithTheirTransaction() throws Exception {
        var isGranted = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var granting = Thread.ofPlatform()
                .start(() -> value(store.database().transact(() -> {
                    var granted = store.credits().add(USER, purchase(7));
                    isGranted.countDown();
                    await(mayCommit);
                    return granted;
                })));
        isGranted.await();
        try (var blocker = store.postgres().connect()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("lock table allocations");
            var erasing = Thread.ofPlatform().start(() -> value(users.erase(USER)));
            store.awaitLock("%erasures.allocations%");
            mayCommit.countDown();
            granting.join();
            blocker.rollback();
            erasing.join();
        }

        assertNothingIsLeft();
        assertThat(query("select amount, version from balances")).containsExactly("7 1");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anErasureThatFailsIsNotInTheWayOfOthers() throws SQLException {
        value(store.settings().update(OTHER_USER, null, new JsonText("{\"a\": 1}"), IfMatch.ANY));
        store.postgres().execute("""
            create function fail() returns trigger language plpgsql as $$ begin raise exception 'out of order'; end $$;
            create trigger fail before delete on user_settings for each row execute function fail();
            insert into erasures (user_id) values ('%s');
            """.formatted(OTHER_USER));
        store.file("file", null);
        mark();
        setWaiting(Duration.ofHours(1));

        assertThatThrownBy(users::goOnErasing).hasMessageContaining("out of order");
        assertThat(value(users.goOnErasing())).isOne();

        assertNothingIsLeft();
        assertThat(query("select user_id from erasures")).containsExactly(OTHER_USER);
        assertThat(value(users.oldestErasure())).isGreaterThanOrEqualTo(Duration.ofHours(1));
        assertThatThrownBy(users::goOnErasing).hasMessageContaining("out of order");
        store.postgres().execute("drop trigger fail on user_settings");
        assertThat(value(users.goOnErasing())).isOne();
        assertThat(value(users.goOnErasing())).isZero();
    }

    /// Somebody else ends the erasure just before the transaction begins, and the user comes back.
    @Test
    void whatAUserHasAfterTheEndIsNotErased() throws SQLException {
        var late = new Users(store.database(), DefaultQuota.NONE, () -> {
            value(users.erase(USER));
            store.file("new", null);
            return Instant.now();
        });
        mark();

        assertThat(value(late.goOnErasing())).isOne();

        assertThat(query("select name from files")).containsExactly("new");
        value(late.erase(USER));
        assertThat(query("select name from files")).containsExactly("new");
    }

    private void eraseUntilTheLedgerIsReached() throws SQLException {
        var inAHurry = inAHurry();
        while (query("select count(*) from transactions where user_id = '%s'".formatted(USER))
                .equals(List.of("" + MANY))) {
            value(inAHurry.erase(USER));
        }
    }

    private void mark() {
        value(store.database().query(ErasuresSql.MARK).bind("user_id", USER).execute());
    }

    /// Each look at its clock takes all of the time that a transaction has.
    private Users inAHurry() {
        var looks = new AtomicInteger();
        return new Users(
                store.database(), DefaultQuota.NONE, () -> Instant.EPOCH.plusSeconds(20L * looks.incrementAndGet()));
    }

    private void setWaiting(Duration time) throws SQLException {
        store.postgres()
                .execute("update erasures set created_at = now() - interval '%d seconds'".formatted(time.toSeconds()));
    }

    @Test
    void ofAKilledErasureTheMarkIsThereAndTheCleanUpDoesTheRest() throws Exception {
        live(USER);
        var before = query("select count(*) from files");
        try (var blocker = store.postgres().connect()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("lock table user_settings");
            var erasing = Thread.ofPlatform().start(() -> {
                try {
                    users.erase(USER);
                } catch (RuntimeException e) {
                    // its connection is killed below
                }
            });
            store.awaitLock("%erasures.usersettings%");
            store.postgres().execute("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and query like '%erasures.usersettings%' and pid <> pg_backend_pid()
                """);
            erasing.join();
            blocker.rollback();
        }
        assertThat(query("select count(*) from files")).isEqualTo(before);
        assertThat(query("select user_id from erasures")).containsExactly(USER);
        assertThat(query("select count(*) from users")).containsExactly("0");

        assertThat(value(users.goOnErasing())).isOne();

        assertNothingIsLeft();
    }

    @Test
    void theLedgerChangesForAnErasureAloneAndOnlyItsUser() throws SQLException {
        value(store.credits().add(USER, purchase(5)));
        store.postgres().execute("insert into erasures (user_id) values ('%s')".formatted(USER));
        var pseudonym = query("select pseudonym from erasures").getFirst();

        for (var change : List.of("user_id = 'another'", "user_id = user_id", "amount = 6")) {
            assertRefused("update transactions set " + change);
        }
        assertRefused("delete from transactions");
        assertRefused("truncate transactions cascade");
        store.postgres()
                .execute("update transactions set amount = 7, type = 'bonus', user_id = '%s'".formatted(pseudonym));

        assertThat(query("select type, amount from transactions")).containsExactly("purchase 5");
        assertRefused("update transactions set user_id = '%s'".formatted(USER));
        store.postgres().execute("update balances set user_id = '%s'".formatted(pseudonym));
        value(users.erase(USER));
    }

    private void assertRefused(String change) {
        try {
            store.postgres().execute(change);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(change).isEqualTo("23001");
            return;
        }
        throw new AssertionError("not refused: " + change);
    }

    /// Everything that a user of the credits may have.
    private void live(String user) {
        var credits = store.credits();
        var sales = new Sales(store);
        value(users.me(user, "someone@example.com", "user"));
        value(credits.add(user, purchase(100)));
        value(sales.paid(sales.begun(user, 500)));
        sales.begun(user, 500);
        var tomorrow = Instant.now().plus(Duration.ofDays(1));
        value(credits.add(
                user,
                new NewTransaction(
                        TransactionType.BONUS,
                        50,
                        null,
                        "welcome",
                        new JsonText("{\"from\": \"me\"}"),
                        null,
                        tomorrow)));
        var used = value(credits.add(
                        user,
                        new NewTransaction(TransactionType.USAGE, -60, "app", "poem", JsonText.EMPTY_OBJECT, null)))
                .transaction();
        value(credits.refund(new NewRefund(used.id(), 5L, "sorry")));
        var holds = store.holds();
        var settled = value(holds.create(user, hold(user))).hold();
        value(holds.settle(new HoldCaller(user, false), settled.id(), 3L, null));
        var released = value(holds.create(user, hold(user))).hold();
        value(holds.release(new HoldCaller(user, false), released.id()));
        value(holds.create(user, hold(user)));
        value(store.settings().update(user, null, new JsonText("{\"a\": 1}"), IfMatch.ANY));
        value(store.quotas().replace(user, 1_000_000, IfMatch.ANY));
        if (user.equals(USER)) {
            var file = store.file("file", store.folder("folder", null));
            store.upload(file, 1, 5);
        }
    }

    private static NewHold hold(String user) {
        return new NewHold(user, 4, "app", "a long poem", JsonText.EMPTY_OBJECT, Limits.HOLD_LIFETIME_DEFAULT);
    }

    /// More than one statement deletes, of each kind of row that a user can have many of.
    private void fillWithMany() throws SQLException {
        store.postgres().execute("""
            insert into folders (user_id, name) select '%1$s', 'f' || i from generate_series(1, %2$d) i;
            insert into files (user_id, name, mime_type, size, storage_path, storage_key)
            select '%1$s', 'f' || i, 'a/b', 1, 'p', 'k' || i from generate_series(1, %2$d) i;
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key)
            select user_id, id, 1, 1, 'a/b', storage_key from files;
            insert into tags (user_id, name) select '%1$s', 't' || i from generate_series(1, %2$d) i;
            insert into file_tags (user_id, file_id, tag_id)
            select f.user_id, f.id, t.id from files f join tags t on t.name in ('t1', 't2') where f.name < 'f6';
            insert into shares (user_id, file_id, token)
            select user_id, id, lpad(name, 43, 'd') from files;
            insert into user_settings (user_id, app_id) select '%1$s', 'a' || i from generate_series(1, %2$d) i;
            insert into idempotency_keys (user_id, operation, key, fingerprint, answer)
            select '%1$s', 'CreateFile', 'k' || i, repeat('0', 64), 'a' from generate_series(1, %2$d) i;
            insert into holds (user_id, created_by, amount, description, expires_at, status)
            select '%1$s', '%1$s', 1, 'h', now(), 'released' from generate_series(1, %2$d) i;
            insert into balances (user_id, amount, version) values ('%1$s', %2$d, %2$d);
            insert into transactions (user_id, type, amount, balance_after, description, created_at)
            select '%1$s', 'bonus', 1, i, 'b', now() - interval '1 day' + i * interval '1 s'
            from generate_series(1, %2$d) i;
            """.formatted(USER, MANY));
        store.postgres().execute("analyze"); // for the queries of the invariants
    }

    private List<String> ledger(String user) throws SQLException {
        return query("""
            select type, amount, balance_after, created_at from transactions where user_id = '%s' order by created_at, id
            """.formatted(user));
    }

    private String pseudonym() throws SQLException {
        return query("select user_id from balances where user_id like 'erased-%'")
                .getFirst();
    }

    private void assertNothingIsLeft() throws SQLException {
        var tables = query("""
            select table_name from information_schema.columns
            where table_schema = 'public' and column_name = 'user_id'
            """);
        assertThat(tables).contains("files", "erasures", "storage_totals", "transactions");
        for (var table : tables) {
            assertThat(query("select count(*) from %s where user_id = '%s'".formatted(table, USER)))
                    .as(table)
                    .containsExactly("0");
        }
    }

    private List<String> query(String sql) throws SQLException {
        return store.postgres().query(sql);
    }
}
