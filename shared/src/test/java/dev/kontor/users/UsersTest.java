package dev.kontor.users;

import static dev.kontor.testing.Store.OTHER_USER;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.quotas.DefaultQuota;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.DatabaseUnavailableException;
import dev.kontor.tags.NewTag;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import dev.kontor.testing.WireTap;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UsersTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = Repetitions.of(5, 25);
    private static final String EMAIL = "ada@example.com";

    private final Store store = Store.open();
    private final Users users = store.users();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void someoneNewHasNothing() {
        var me = value(users.me(USER, EMAIL, "user"));

        assertThat(me.userId()).isEqualTo(USER);
        assertThat(me.email()).isEqualTo(EMAIL);
        assertThat(me.role()).isEqualTo("user");
        assertThat(me.tags().text()).isEqualTo("[]");
        assertThat(me.fileCount()).isZero();
        assertThat(me.bytesStored()).isZero();
        assertThat(me.balance()).isEqualTo(new Me.CurrentBalance(0, 0));
        assertThat(value(users.me(USER, EMAIL, "user"))).isEqualTo(me);
    }

    @Test
    @DisplayName("S11: tags are [] and metadata is {} by default, both jsonb")
    void tagsAndMetadataAreJson() throws SQLException {
        value(users.me(USER, EMAIL, "user"));

        assertThat(store.postgres()
                        .query("select pg_typeof(tags), tags, pg_typeof(metadata)," + " metadata from users"))
                .containsExactly("jsonb [] jsonb {}");
    }

    @Test
    @DisplayName("S9: who changes has another updated_at, who does not keeps it")
    void emailAndRoleFollowTheToken() throws SQLException {
        value(users.me(USER, null, null));
        var before = only();
        assertThat(before.email()).isNull();
        assertThat(before.role()).isNull();

        for (var token : List.of(
                new Token(EMAIL, null),
                new Token(EMAIL, "user"),
                new Token("ada@example.org", "user"),
                new Token("ada@example.org", "user,admin"))) {
            var me = value(users.me(USER, token.email(), token.role()));
            assertThat(new Token(me.email(), me.role())).isEqualTo(token);
            var row = only();
            assertThat(new Token(row.email(), row.role())).isEqualTo(token);
            assertThat(row.updatedAt()).isAfter(before.updatedAt());
            assertThat(row.createdAt()).isEqualTo(before.createdAt());
            before = row;
        }
    }

    @Test
    void whatATokenDoesNotSayStays() {
        value(users.me(USER, EMAIL, "admin"));
        var before = only();

        for (var token : List.of(new Token(null, "admin"), new Token(EMAIL, null), new Token(null, null))) {
            var me = value(users.me(USER, token.email(), token.role()));
            assertThat(new Token(me.email(), me.role())).isEqualTo(new Token(EMAIL, "admin"));
            see(new Users(store.database(), DefaultQuota.NONE), token.email(), token.role());
            assertThat(only()).isEqualTo(before);
        }
    }

    @Test
    void whoMakesARequestIsKnownInTheSameRoundTrip() throws IOException {
        try (var tap = new WireTap(TestPostgres.port());
                var through = Store.through(tap.port(), store.postgres())) {
            see(through, through.users(), null, null); // opens the connection
            var before = tap.roundTrips();

            see(through, through.users(), EMAIL, "user");

            assertThat(tap.roundTrips()).isEqualTo(before + 1);
            assertThat(only().email()).isEqualTo(EMAIL);
            var sent = tap.statements().size();
            see(through, through.users(), EMAIL, "user");
            assertThat(tap.statements()).as("nothing goes along").hasSize(sent + 1);

            var file = through.file("file", null);
            var known = tap.roundTrips();
            through.database().transact(() -> through.files().get(USER, file.id()));
            var alone = tap.roundTrips() - known;
            value(through.users()
                    .seeing(
                            USER,
                            EMAIL,
                            "admin",
                            () -> through.database()
                                    .transact(() -> through.files().get(USER, file.id()))));
            assertThat(tap.roundTrips()).as("alone before a transaction").isEqualTo(known + 1 + 2 * alone);
            assertThat(only().role()).isEqualTo("admin");
        }
    }

    @Test
    void aProcessLooksAgainAfterItsTime() throws SQLException {
        var now = new AtomicReference<>(Instant.now());
        var known = new Users(store.database(), DefaultQuota.NONE, now::get);
        see(known, EMAIL, "user");
        store.postgres().execute("delete from users");
        now.updateAndGet(time -> time.plus(Limits.KNOWN_USER_LIFETIME).minusMillis(1));
        see(known, EMAIL, "user");
        assertThat(store.postgres().query("select * from users")).isEmpty();

        now.updateAndGet(time -> time.plusMillis(1));
        see(known, EMAIL, "user");

        assertThat(only().userId()).isEqualTo(USER);
    }

    /// Another server may only read for a while, after a fail-over.
    @Test
    void aServerThatOnlyReadsLetsInWhoSaysNothingNew() throws SQLException {
        see(users, EMAIL, "user");
        var postgres = store.postgres();
        postgres.execute("alter database %s set default_transaction_read_only = on".formatted(postgres.name()));
        try (var reader = Store.on(postgres)) {
            see(reader, reader.users(), EMAIL, "user");
            assertThatExceptionOfType(DatabaseUnavailableException.class)
                    .isThrownBy(() -> see(reader, reader.users(), EMAIL, "admin"));
        }
    }

    @Test
    void workThatIsRefusedOrBeginsWithATransactionMakesItsUserKnown() throws SQLException {
        store.tag("taken");
        var works = List.<Supplier<Result<?>>>of(
                () -> store.tags().create(USER, new NewTag("taken", null)),
                () -> store.database().transact(() -> store.tags().create(USER, new NewTag("a", null))),
                () -> store.files().get(USER, Store.nobody()),
                () -> Result.ok(true));
        for (var work : works) {
            store.postgres().execute("delete from users");
            new Users(store.database(), DefaultQuota.NONE)
                    .seeing(USER, EMAIL, "user", () -> work.get().map(any -> true));
            assertThat(only().userId()).isEqualTo(USER);
        }
    }

    @Test
    void ofManyFirstRequestsOfOneUserAllSucceed() throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;

            var found = Race.of(
                    THREADS,
                    number -> new Users(store.database(), DefaultQuota.NONE)
                            .seeing(user, EMAIL, "user", () -> store.settings().get(user, null)));

            assertThat(found).allMatch(Result.Ok.class::isInstance);
        }
        assertThat(store.postgres().query("select count(*) from users")).containsExactly(Integer.toString(ROUNDS));
    }

    /// A request of the user.
    private void see(Users users, @Nullable String email, @Nullable String role) {
        see(store, users, email, role);
    }

    private static void see(Store store, Users users, @Nullable String email, @Nullable String role) {
        value(users.seeing(USER, email, role, () -> store.settings().get(USER, null)));
    }

    private record Token(@Nullable String email, @Nullable String role) {}

    @Test
    void whoIsKnownIsNeitherWrittenNorLocked() throws SQLException {
        value(users.me(USER, EMAIL, "user"));
        value(users.replaceTags(USER, List.of("premium"), IfMatch.ANY));
        var before = version();
        value(users.me(USER, EMAIL, "user"));
        assertThat(version()).isEqualTo(before);

        try (var other = store.postgres().connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select from users for update");
            // It would wait for the lock, and fail.
            assertThat(value(users.me(USER, EMAIL, "user")).tags().text()).isEqualTo("[\"premium\"]");
            other.rollback();
        }
    }

    /// Changes with every write of the row.
    private List<String> version() throws SQLException {
        return store.postgres().query("select ctid, xmin, xmax from users");
    }

    @Test
    void ofManyFirstRequestsAllSucceedAndOneMakesTheUser() throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var user = "user " + round;

            var seen = Race.of(THREADS, number -> value(users.me(user, EMAIL, "user")));

            assertThat(seen).containsOnly(seen.getFirst());
            assertThat(seen.getFirst().tags().text()).isEqualTo("[]");
        }
        assertThat(store.postgres().query("select count(*) from users")).containsExactly(Integer.toString(ROUNDS));
    }

    @Test
    @DisplayName("S19: what a user has is counted, and no total is stored")
    void whatAUserHasIsCounted() throws SQLException {
        value(users.me(USER, EMAIL, "user"));
        var file = store.file("a", null);
        var trashed = store.file("b", null);
        store.file("never uploaded", null);
        value(store.files().delete(USER, trashed.id(), IfMatch.ANY));
        value(store.files().create(OTHER_USER, Store.newFile("another's", null)));
        store.postgres().execute("""
            update file_versions set is_uploaded = true, size = 10
            where file_id in ('%s', '%s');
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, is_uploaded)
            values ('%s', '%1$s', 2, 5000000000, 'a/b', 'k2', true), ('%3$s', '%1$s', 3, 7, 'a/b', 'k3', false);
            update file_versions set is_uploaded = true, size = 1000 where user_id <> '%3$s';
            insert into balances (user_id, amount, version) values ('%3$s', 250, 3), ('%4$s', 1, 1);
            """.formatted(file.id(), trashed.id(), USER, OTHER_USER));

        var me = value(users.me(USER, EMAIL, "user"));

        assertThat(me.fileCount()).isEqualTo(2);
        assertThat(me.bytesStored()).isEqualTo(5_000_000_020L);
        assertThat(me.balance()).isEqualTo(new Me.CurrentBalance(250, 3));
        var other = value(users.me(OTHER_USER, null, null));
        assertThat(other.fileCount()).isEqualTo(1);
        assertThat(other.bytesStored()).isEqualTo(1_000);
        assertThat(other.balance()).isEqualTo(new Me.CurrentBalance(1, 1));
        assertThat(value(users.me("nobody", null, null)).bytesStored()).isZero();
    }

    @Test
    void tagsAreReplacedAsAWhole() {
        value(users.me(USER, EMAIL, "user"));
        value(users.me(OTHER_USER, null, null));

        var tagged = value(users.replaceTags(USER, List.of("b", "a"), IfMatch.ANY));
        assertThat(tagged.tags().text()).isEqualTo("[\"b\", \"a\"]");
        assertThat(tagged.userId()).isEqualTo(USER);
        assertThat(tagged.email()).isEqualTo(EMAIL);
        assertThat(value(users.me(USER, EMAIL, "user")).tags()).isEqualTo(tagged.tags());
        assertThat(value(users.me(OTHER_USER, null, null)).tags().text()).isEqualTo("[]");

        assertThat(value(users.replaceTags(USER, List.of(), IfMatch.ANY)).tags().text())
                .isEqualTo("[]");
    }

    @Test
    void whoHasNotBeenHereHasNoTags() throws SQLException {
        assertThat(code(users.replaceTags(USER, List.of("a"), IfMatch.ANY))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(store.postgres().query("select * from users")).isEmpty();
    }

    @Test
    @DisplayName("S10: of many tags for the user as read, one set is kept")
    void aStaleETagChangesNothing() {
        for (var round = 0; round < ROUNDS; round++) {
            value(users.me(USER, "%d@example.com".formatted(round), "user"));
            var read = new IfMatch(List.of(only().updatedAt()));

            var results = Race.of(THREADS, number -> users.replaceTags(USER, List.of("tag " + number), read));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(1);
            assertThat(results)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(result -> code(result) == ErrorCode.PRECONDITION_FAILED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "premium",
                "Premium",
                "prem",
                "\"premium\"",
                "premium\"]",
                "\\",
                "'",
                "%",
                "[\"premium\"]",
                "{}",
                "重要",
                "\uD83D\uDE00",
                " ",
                "null",
                "1"
            })
    @DisplayName("S11: users are found by containment, tags @> '[\"premium\"]'")
    void aUserIsFoundByEachWholeTag(String tag) {
        value(users.me(USER, EMAIL, "user"));
        value(users.me(OTHER_USER, null, null));
        value(users.replaceTags(USER, List.of("first", tag, "last"), IfMatch.ANY));
        var others = new ArrayList<>(List.of("premium", "PREMIUM", "premiums", "a premium", "2"));
        others.remove(tag);
        value(users.replaceTags(OTHER_USER, others, IfMatch.ANY));

        for (var each : List.of(tag, "first", "last")) {
            var page = value(users.list(request(each, SortKey.CREATED_AT, true, 20)));
            assertThat(page.items()).extracting(User::userId).containsExactly(USER);
            assertThat(page.total()).isEqualTo(1);
        }
        assertThat(value(users.list(request(null, SortKey.CREATED_AT, true, 20)))
                        .items())
                .extracting(User::userId)
                .containsExactly(OTHER_USER, USER);
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATED_AT", "UPDATED_AT"})
    @DisplayName("S13: users are listed in pages, and by cursor")
    void bothWaysOfPagingGiveAllUsersInOrder(SortKey sort) throws SQLException {
        store.postgres().execute("""
            insert into users (user_id, tags, created_at, updated_at)
            select 'user ' || u, case when u % 2 = 0 then '["even"]' else '["odd"]' end::jsonb,
              '2026-01-01'::timestamptz + u % 5 * interval '1 microsecond',
              '2026-01-01'::timestamptz + u % 7 * interval '1 microsecond'
            from generate_series(1, 60) as u
            """);
        Function<User, Instant> time = sort == SortKey.CREATED_AT ? User::createdAt : User::updatedAt;
        for (var descending : List.of(true, false)) {
            var order =
                    Comparator.comparing(time).thenComparing(user -> user.id().toString());
            for (var tag : new String[] {null, "even"}) {
                var all = value(users.list(request(tag, sort, descending, 100))).items();
                assertThat(all)
                        .hasSize(tag == null ? 60 : 30)
                        .isSortedAccordingTo(descending ? order.reversed() : order);
                for (var limit : List.of(1, 7, 30)) {
                    assertThat(byCursor(request(tag, sort, descending, limit))).isEqualTo(all);
                    assertThat(byPage(request(tag, sort, descending, limit), all.size()))
                            .isEqualTo(all);
                }
            }
        }
    }

    private List<User> byCursor(ListRequest<UserFilter> first) {
        var all = new ArrayList<User>();
        var request = first;
        while (true) {
            Page<User> page = value(users.list(request));
            all.addAll(page.items());
            if (page.nextCursor() == null) {
                return all;
            }
            request = new ListRequest<>(
                    USER, first.filter(), first.sort(), first.descending(), 1, first.limit(), page.nextCursor());
        }
    }

    private List<User> byPage(ListRequest<UserFilter> first, int total) {
        var all = new ArrayList<User>();
        for (var number = 1; all.size() < total; number++) {
            var page = value(users.list(new ListRequest<>(
                    USER, first.filter(), first.sort(), first.descending(), number, first.limit(), null)));
            assertThat(page.total()).isEqualTo(total);
            assertThat(page.items()).isNotEmpty();
            all.addAll(page.items());
        }
        return all;
    }

    private User only() {
        return value(users.list(request(null, SortKey.CREATED_AT, true, 20)))
                .items()
                .getFirst();
    }

    private static ListRequest<UserFilter> request(@Nullable String tag, SortKey sort, boolean descending, int limit) {
        return new ListRequest<>(USER, new UserFilter(tag), sort, descending, 1, limit, null);
    }
}
