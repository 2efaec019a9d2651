package dev.kontor.shared.database;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.folders.NewFolder;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Environment;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.tags.NewTag;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Statements within a transaction. The pool has one connection, so a statement that took a second
/// one would wait in vain.
@Timeout(60)
final class TransactionTest {

    private static final Query TRANSACTION = new Query("test.transaction", "select pg_current_xact_id()::text");

    private final Store store = storeOfOneConnection();
    private final Database database = store.database();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatRunsWithinATransactionIsPartOfIt() throws SQLException {
        var transactions = new HashSet<String>();

        value(database.transact(() -> {
            transactions.add(transactionId());
            value(database.transact(this::transaction).map(transactions::add));
            value(database.transact(() -> database.transact(this::transaction)).map(transactions::add));
            return transaction().map(transactions::add);
        }));

        assertThat(transactions).hasSize(1);
        transactions.add(transactionId());
        assertThat(transactions).hasSize(2);
    }

    @Test
    void severalCallsAreMadeOne() throws SQLException {
        var file = database.transact(() -> store.folders()
                .create(USER, new NewFolder("folder", null, null))
                .flatMap(folder -> store.files().create(USER, newFile("file", folder))));

        assertThat(value(store.files().get(USER, value(file).file().id())).name())
                .isEqualTo("file");
    }

    @Test
    void anErrorInsideRollsBackTheWhole() throws SQLException {
        store.tag("taken");

        var result = database.transact(() -> {
            var folder = store.folder("folder", null);
            value(store.folders().delete(USER, folder.id(), IfMatch.ANY));
            return store.tags().create(USER, new NewTag("taken", null));
        });

        assertThat(code(result)).isEqualTo(ErrorCode.DUPLICATE_ENTRY);
        assertThat(store.postgres().query("select count(*) from folders")).containsExactly("0");
    }

    @Test
    void anErrorOfTheWholeRollsBackWhatWasDoneInside() throws SQLException {
        var result = database.transact(() -> {
            store.tag("tag");
            value(database.transact(() -> store.tags().create(USER, new NewTag("other", null))));
            return Result.err(ErrorCode.CONFLICT, "no");
        });

        assertThat(code(result)).isEqualTo(ErrorCode.CONFLICT);
        assertThat(tags()).isEmpty();
    }

    @Test
    void anExceptionInsideRollsBackTheWhole() throws SQLException {
        assertThatThrownBy(() -> database.transact(() -> {
                    store.tag("tag");
                    return database.query(TRANSACTION).one(row -> {
                        throw new IllegalStateException("a bug");
                    });
                }))
                .hasMessage("a bug");

        assertThat(tags()).isEmpty();
        assertThat(database.isInTransaction()).isFalse();
    }

    /// PostgreSQL aborts a transaction when it refuses a statement, and answers a later COMMIT with
    /// a ROLLBACK. An error of ours aborts nothing, so the work before it would be committed.
    @Test
    void workThatPassesOverAnErrorFails() throws SQLException {
        store.tag("taken");

        List<Supplier<Result<?>>> errors = List.of(
                () -> store.tags().create(USER, new NewTag("taken", null)),
                () -> store.tags().delete(USER, Store.nobody(), IfMatch.ANY),
                () -> database.transact(() -> {
                    store.tag("left over");
                    return Result.err(ErrorCode.CONFLICT, "no");
                }));
        for (var error : errors) {
            assertThatThrownBy(() -> database.transact(() -> {
                        store.tag("tag");
                        code(error.get());
                        return Result.ok("as if nothing were");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("passed over an error");
        }

        assertThat(tags()).containsExactly("taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void aRaceLostInsideIsRunAgainFromTheStart(String state) throws SQLException {
        var attempts = new ArrayList<String>();

        value(database.transact(() -> {
            attempts.add(transactionId());
            store.tag("tag " + attempts.size());
            return database.transact(() -> attempts.size() == 1 ? lose(state) : Result.ok(0));
        }));

        assertThat(attempts).hasSize(2).doesNotHaveDuplicates();
        assertThat(tags()).containsExactly("tag 2");
    }

    @Test
    void aRaceThatIsAlwaysLostIsTriedThreeTimesHoweverDeepItIs() throws SQLException {
        var attempts = new AtomicInteger();

        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> database.transact(() -> database.transact(() -> {
                    attempts.incrementAndGet();
                    store.tag("tag");
                    return lose("40001");
                })));

        assertThat(attempts).hasValue(Limits.TRANSACTION_ATTEMPTS);
        assertThat(tags()).isEmpty();
    }

    @Test
    void anotherDatabaseIsNotJoined() throws SQLException {
        try (var elsewhere = Store.on(store.postgres())) {
            var result = database.transact(() -> {
                assertThat(database.isInTransaction()).isTrue();
                assertThat(elsewhere.database().isInTransaction()).isFalse();
                store.tag("here");
                elsewhere.tag("elsewhere");
                return Result.err(ErrorCode.CONFLICT, "no");
            });

            assertThat(code(result)).isEqualTo(ErrorCode.CONFLICT);
            assertThat(tags()).containsExactly("elsewhere");
        }
    }

    @Test
    void anotherThreadIsNotInTheTransaction() {
        var isInTransaction = new ArrayList<Boolean>();

        value(database.transact(() -> {
            var thread = Thread.ofVirtual().start(() -> isInTransaction.add(database.isInTransaction()));
            join(thread);
            isInTransaction.add(database.isInTransaction());
            return Result.ok(true);
        }));
        isInTransaction.add(database.isInTransaction());

        assertThat(isInTransaction).containsExactly(false, true, false);
    }

    @Test
    void aTakenNameIsNumberedWithinATransactionToo() throws SQLException {
        store.file("a.txt", null);
        store.folder("folder", null);

        var names = value(database.transact(() -> {
            var files = store.files();
            var folders = store.folders();
            var folder = new NewFolder("folder", null, null);
            return Result.ok(List.of(
                    value(files.createRenaming(USER, newFile("a.txt", null)))
                            .file()
                            .name(),
                    value(folders.createRenaming(USER, folder)).name(),
                    value(files.createRenaming(USER, newFile("b.txt", null)))
                            .file()
                            .name(),
                    value(folders.createRenaming(USER, folder)).name()));
        }));

        assertThat(names).containsExactly("a (2).txt", "folder (2)", "b.txt", "folder (3)");
    }

    private static Store storeOfOneConnection() {
        var postgres = TestPostgres.createMigratedDatabase();
        var environment = new HashMap<>(postgres.environment());
        environment.put("DATABASE_POOL_SIZE", "1");
        return Store.of(postgres, DatabaseConfig.from(new Environment(environment)));
    }

    private String transactionId() {
        return value(transaction());
    }

    private Result<String> transaction() {
        return database.query(TRANSACTION).one(row -> row.getString(1));
    }

    private Result<Integer> lose(String state) {
        var raise = new Query("test.lose", "do $$ begin raise exception using errcode = '%s'; end $$".formatted(state));
        return database.query(raise).execute();
    }

    private List<String> tags() throws SQLException {
        return store.postgres().query("select name from tags order by name");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
