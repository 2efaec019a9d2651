package dev.kontor.users;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.files.File;
import dev.kontor.idempotency.KeyedRequest;
import dev.kontor.quotas.DefaultQuota;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.Sha256;
import dev.kontor.shares.NewShare;
import dev.kontor.shares.SharedPlace;
import dev.kontor.tags.NewTag;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// While a user is being erased, their requests neither see nor change anything. Each [Users] stands for
/// a process.
final class ErasingTest {

    private static final String EMAIL = "ada@example.com";

    private final Store store = Store.open();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whateverARequestBeginsWithItIsRefused() throws SQLException {
        var folder = store.folder("folder", null);
        var file = store.file("taken", folder);
        store.tag("taken");
        mark();
        var before = rows();
        var works = List.<Supplier<Result<?>>>of(
                () -> store.files().get(USER, file.id()),
                () -> store.files().create(USER, newFile("new", folder)),
                () -> store.files().createRenaming(USER, newFile("taken", folder)),
                () -> store.tags().create(USER, new NewTag("taken", null)),
                () -> store.files().get(USER, Store.nobody()),
                () -> store.folders().delete(USER, folder.id(), IfMatch.ANY),
                () -> store.credits().balance(USER),
                () -> keyed(() -> store.tags().create(USER, new NewTag("new", null))),
                () -> store.database().transact(() -> store.tags().create(USER, new NewTag("taken", null))),
                () -> store.users().me(USER, EMAIL, "user"),
                () -> Result.ok(true));
        for (var work : works) {
            assertRefused(seeing(process(), work));
            assertThat(rows()).isEqualTo(before);
        }
        assertRefused(store.users().me(USER, EMAIL, "user"));
    }

    /// The row may have been written just as the mark was made.
    @Test
    void theRowOfTheUserDoesNotLetThemIn() throws SQLException {
        mark();
        store.postgres().execute("""
            alter table users disable trigger refuse_return;
            insert into users (user_id, email, role) values ('%s', '%s', 'user');
            alter table users enable trigger refuse_return;
            """.formatted(USER, EMAIL));

        assertRefused(read(process()));
        assertRefused(store.users().me(USER, EMAIL, "user"));
    }

    @Test
    void othersAreLetIn() {
        mark();

        value(process()
                .seeing(Store.OTHER_USER, EMAIL, "user", () -> store.settings().get(USER, null)));
    }

    @Test
    void aProcessThatKnewTheUserLooksAgainInTime() {
        var other = process();
        value(read(other));
        mark();

        pass(Limits.KNOWN_USER_LIFETIME.minusMillis(1));
        value(read(other));
        pass(Duration.ofMillis(1));
        assertRefused(read(other));
    }

    /// The look was at its beginning.
    @Test
    void aLongRequestDoesNotMakeTheUserKnownForLonger() {
        var other = process();
        value(seeing(other, () -> {
            var read = store.settings().get(USER, null);
            mark();
            pass(Limits.KNOWN_USER_LIFETIME);
            return read;
        }));

        assertRefused(read(other));
    }

    @Test
    void whoErasesThemselvesMayRepeatItAndThenBeginsWithNothing() {
        var file = store.file("file", null);
        var other = process();
        mark();
        assertRefused(seeing(other, () -> store.users().erase(Store.OTHER_USER)));

        value(seeing(other, () -> store.users().eraseSelf(USER)));

        assertThat(code(seeing(other, () -> store.files().get(USER, file.id()))))
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(value(store.users().me(USER, EMAIL, "user")).fileCount()).isZero();
    }

    @Test
    void nobodyWaitsForTheRestOfAnErasure() throws Exception {
        var share = store.shares()
                .create(USER, new NewShare(store.file("file", null).id(), null, null, null, null));
        try (var blocker = store.postgres().connect()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("lock table user_settings");
            var erasing = Thread.ofPlatform().start(() -> store.users().erase(USER));
            store.awaitLock("%erasures.usersettings%");

            var begin = Instant.now();
            assertRefused(seeing(process(), () -> store.tags().create(USER, new NewTag("new", null))));
            assertThat(code(store.shares().download(value(share).token(), null, null)))
                    .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(1));

            blocker.rollback();
            erasing.join();
        }
        value(seeing(process(), () -> store.tags().create(USER, new NewTag("new", null))));
    }

    /// However many there are; and a process that knew the user may still make one.
    @Test
    void visitorsSeeNoShareFromTheMarkOn() {
        var file = store.file("file", null);
        store.upload(file, 1, 5);
        var before = share(file);
        value(store.shares().download(before, null, null));
        mark();
        for (var token : List.of(before, share(file))) {
            assertThat(code(store.shares().download(token, null, null))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(code(store.shares().download(token, "a password", null)))
                    .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            var place = new SharedPlace(token, null);
            assertThat(code(store.shares().open(Store.byName(place, 20), null)))
                    .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        }
    }

    private String share(File file) {
        return value(store.shares().create(USER, new NewShare(file.id(), null, null, null, null)))
                .token();
    }

    /// Whichever comes first, the mark counts from then on.
    @Test
    void requestsThatRaceTheMark() throws SQLException {
        for (var round = 0; round < 40; round++) {
            var name = "tag " + round;
            Race.inRound(
                    round, () -> seeing(process(), () -> store.tags().create(USER, new NewTag(name, null))), () -> {
                        mark();
                        return Result.ok(true);
                    });
            var before = rows();

            assertRefused(seeing(process(), () -> store.tags().create(USER, new NewTag("late", null))));
            assertRefused(read(process()));
            assertThat(rows()).isEqualTo(before);

            value(store.users().erase(USER));
            assertThat(rows()).containsOnly("0");
        }
    }

    private void mark() {
        value(store.database().query(ErasuresSql.MARK).bind("user_id", USER).execute());
    }

    private Users process() {
        return new Users(store.database(), DefaultQuota.NONE, now::get);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private Result<?> read(Users users) {
        return seeing(users, () -> store.settings().get(USER, null));
    }

    private static Result<?> seeing(Users users, Supplier<Result<?>> work) {
        return users.seeing(USER, EMAIL, "user", () -> work.get().map(any -> true));
    }

    private <T> Result<String> keyed(Supplier<Result<T>> work) {
        var request = new KeyedRequest(USER, "CreateTag", "key", Sha256.hex("a body"));
        return store.idempotencyKeys()
                .once(request, () -> work.get().map(any -> "done"), answer -> answer, kept -> kept);
    }

    private static void assertRefused(Result<?> result) {
        assertThat(result).isInstanceOfSatisfying(Result.Err.class, error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
            assertThat(error.message()).contains("is being erased");
        });
    }

    /// How many rows the user has of each kind that the requests here read or change.
    private List<String> rows() throws SQLException {
        return store.postgres().query("""
            select count(*) from files where not is_deleted
            union all select count(*) from folders where not is_deleted
            union all select count(*) from tags
            union all select count(*) from users
            union all select count(*) from idempotency_keys
            """);
    }
}
