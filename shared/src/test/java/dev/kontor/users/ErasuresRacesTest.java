package dev.kontor.users;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.purchase;
import static dev.kontor.testing.Store.usage;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.credits.HoldCaller;
import dev.kontor.credits.NewHold;
import dev.kontor.idempotency.KeyedRequest;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.purchases.Sales;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.Sha256;
import dev.kontor.storage.StoredObject;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import dev.kontor.versions.NewVersion;
import dev.kontor.versions.StorageKey;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever races an erasure comes before it, and is erased, or after it, and begins with nothing. A
/// second store on the same database stands for a second process.
@Tag("slow")
final class ErasuresRacesTest {

    private static final int ROUNDS = Repetitions.of(12, 100);

    private final Store store = Store.open();
    private final Store elsewhere = Store.on(store.postgres());

    @AfterEach
    void close() {
        store.close();
        elsewhere.close();
    }

    @Test
    void twoErasuresAtOnce() throws SQLException {
        race(number -> () -> store.users().erase(USER));
    }

    @Test
    void newFilesVersionsAndFolders() throws SQLException {
        race(number -> {
            var folder = store.folder("folder", null);
            var file = store.file("file", folder);
            return switch (number % 4) {
                case 0 -> () -> store.files().create(USER, newFile("new", folder));
                case 1 -> () -> store.versions().add(USER, file.id(), new NewVersion(5, null, null));
                case 2 -> () -> store.folders().delete(USER, folder.id(), IfMatch.ANY);
                default -> () -> store.files().delete(USER, file.id(), IfMatch.ANY);
            };
        });
    }

    @Test
    void contentThatArrives() throws SQLException {
        race(number -> {
            var key =
                    StorageKey.of(store.storageKey(store.file("file", null), 1)).orElseThrow();
            return () -> store.uploads().confirm(key, new StoredObject(5, null));
        });
        // The object of an upload whose row is gone is queued by ConfirmUpload.
        assertThat(store.postgres().query("select count(*) from object_deletions"))
                .containsExactly(String.valueOf(ROUNDS));
    }

    @Test
    void credits() throws SQLException {
        race(number -> {
            value(store.credits().add(USER, purchase(10)));
            var hold = value(store.holds().create(USER, hold())).hold();
            return switch (number % 4) {
                case 0 -> () -> store.credits().add(USER, usage(3));
                case 1 -> () -> store.credits().add(USER, purchase(7));
                case 2 -> () -> store.holds().settle(new HoldCaller(USER, false), hold.id(), 2L, null);
                default -> () -> store.holds().create(USER, hold());
            };
        });
    }

    @Test
    void aPaymentThatArrives() throws SQLException {
        var sales = new Sales(store);
        race(number -> {
            var begun = sales.begun(USER, 500);
            return () -> sales.paid(begun);
        });
    }

    /// A key never outlives what was done for it.
    @Test
    void aSpendThatIsKeyed() throws SQLException {
        race(number -> {
            value(store.credits().add(USER, purchase(10)));
            var request = new KeyedRequest(USER, "UseCredits", "key", Sha256.hex("a body"));
            return () -> store.idempotencyKeys()
                    .once(
                            request,
                            () -> store.credits().add(USER, usage(3)).map(entry -> "spent"),
                            answer -> answer,
                            stored -> stored);
        });
        assertThat(store.postgres().query("select count(*) from idempotency_keys"))
                .containsExactly("0");
    }

    /// @param work makes, for a round, what the user has before, and what races the erasure
    private void race(IntFunction<Work> work) throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var racing = work.apply(round);
            var results =
                    Race.inRound(round, racing::run, () -> elsewhere.users().erase(USER));
            assertThat(results.getLast()).isInstanceOf(Result.Ok.class);
            Invariants.assertHold(store.postgres());
            value(store.users().erase(USER));
            Invariants.assertHold(store.postgres());
            assertThat(left()).isEmpty();
        }
    }

    /// Does what races.
    private interface Work {
        Result<?> run();
    }

    private static NewHold hold() {
        return new NewHold(USER, 4, null, "", JsonText.EMPTY_OBJECT, Limits.HOLD_LIFETIME_DEFAULT);
    }

    private List<String> left() throws SQLException {
        return store.postgres().query("""
            select 'file' from files union all select 'folder' from folders
            union all select 'totals' from storage_totals union all select 'erasure' from erasures
            union all select 'hold' from holds union all select 'purchase' from purchases
            union all select 'balance' from balances where user_id not like 'erased-%'
            union all select 'transaction' from transactions where user_id not like 'erased-%'
            """);
    }
}
