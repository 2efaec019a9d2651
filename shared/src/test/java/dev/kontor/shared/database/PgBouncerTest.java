package dev.kontor.shared.database;

import static dev.kontor.testing.Store.moveFile;
import static dev.kontor.testing.Store.moveFolder;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.renameFile;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.credits.NewRefund;
import dev.kontor.credits.TransactionFilter;
import dev.kontor.credits.TransactionType;
import dev.kontor.files.FileFilter;
import dev.kontor.folders.FolderFilter;
import dev.kontor.folders.NewFolder;
import dev.kontor.health.Health;
import dev.kontor.idempotency.KeyedRequest;
import dev.kontor.migrations.testing.PgBouncer;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Change;
import dev.kontor.shared.Environment;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Sha256;
import dev.kontor.shared.SortKey;
import dev.kontor.tags.NewTag;
import dev.kontor.tags.TagFilter;
import dev.kontor.tags.TagPatch;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import dev.kontor.tree.InFolder;
import dev.kontor.users.UserFilter;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every operation through a pooler that gives each transaction another session.
@Timeout(60)
@Tag("slow")
final class PgBouncerTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = Repetitions.of(3, 8);

    private final TestDatabase postgres = TestPostgres.createMigratedDatabase();
    private PgBouncer bouncer;

    @BeforeEach
    void startPgBouncer() throws IOException, InterruptedException {
        PgBouncer.assumeInstalled();
        bouncer = PgBouncer.start(postgres);
    }

    @AfterEach
    void stopPgBouncer() throws IOException {
        if (bouncer != null) {
            bouncer.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql", "jdbc:aws-wrapper:postgresql"})
    @DisplayName("S1: the same pool on both drivers, behind a transaction pooler")
    void everyOperationWorksBehindATransactionPooler(String driver) throws SQLException {
        try (var store = Store.of(postgres, config(driver))) {
            Race.of(THREADS, number -> {
                for (var round = 0; round < ROUNDS; round++) {
                    useEverything(store, "user " + number, "round " + round);
                }
                return true;
            });

            assertThat(sessionSettings(store)).isEmpty();
            assertThat(keptPlans(store)).isPositive();
        }
        assertThat(postgres.query("select count(*) <= 2 from pg_stat_activity where usename ="
                        + " 'kontor_app' and datname = current_database()"))
                .containsExactly("t");
        assertThat(postgres.query("select count(*) from pg_locks l join pg_database d on d.oid ="
                        + " l.database where locktype = 'advisory' and datname ="
                        + " current_database()"))
                .containsExactly("0");
        Invariants.assertHold(postgres);
    }

    private static void useEverything(Store store, String user, String name) {
        var folders = store.folders();
        var files = store.files();
        var tags = store.tags();

        var tag = value(tags.create(user, new NewTag(name, null)));
        var top = value(folders.create(user, new NewFolder(name, null, null)));
        var again = value(folders.createRenaming(user, new NewFolder(name, null, null)));
        assertThat(again.name()).isEqualTo(name + " (2)");
        value(folders.update(user, again.id(), moveFolder(top.id()), IfMatch.ANY));

        var file = value(files.create(user, newFile("a.txt", top, tag))).file();
        var copy = value(files.createRenaming(user, newFile("a.txt", top))).file();
        assertThat(copy.name()).isEqualTo("a (2).txt");
        value(files.update(user, file.id(), renameFile("b.txt"), IfMatch.ANY));
        value(files.update(user, file.id(), moveFile(again.id()), IfMatch.ANY));
        value(files.tag(user, copy.id(), tag.id()));
        value(files.untag(user, file.id(), tag.id()));
        value(tags.update(user, tag.id(), new TagPatch(Change.none(), Change.to("red")), IfMatch.ANY));

        var withTag = new FileFilter(InFolder.of(top.id()), tag.id(), null, null);
        assertThat(value(files.list(list(user, withTag))).items())
                .singleElement()
                .satisfies(listed -> assertThat(listed.tags()).hasSize(1));
        assertThat(value(folders.get(user, again.id())).path()).hasSize(1);
        assertThat(value(folders.children(list(user, InFolder.of(top.id())))).items())
                .hasSize(2);
        var inTop = new FolderFilter(InFolder.of(top.id()), null);
        assertThat(value(folders.list(list(user, inTop))).items()).hasSize(1);
        assertThat(value(tags.list(list(user, new TagFilter()))).items()).isNotEmpty();
        assertThat(value(new Health(store.database()).status()).status()).isEqualTo("ok");

        var settings = store.settings();
        value(settings.update(user, null, new JsonText("{\"%s\": 1}".formatted(name)), IfMatch.ANY));
        value(settings.replace(user, name, new JsonText("{\"a\": 1}"), IfMatch.ANY));
        assertThat(value(settings.get(user, null)).document().text()).contains(name);
        value(settings.delete(user, name, IfMatch.ANY));

        var users = store.users();
        var me = value(users.me(user, name, "user"));
        assertThat(me.fileCount()).isPositive();
        value(users.replaceTags(user, List.of(user, name), IfMatch.ANY));
        var tagged = new UserFilter(user);
        var ofTagged = new ListRequest<>(user, tagged, SortKey.CREATED_AT, true, 1, 20, null);
        assertThat(value(users.list(ofTagged)).items())
                .singleElement()
                .satisfies(listed -> assertThat(listed.userId()).isEqualTo(user));
        useCredits(store, user, name);

        value(files.delete(user, copy.id(), IfMatch.ANY));
        value(folders.delete(user, top.id(), IfMatch.ANY));
        value(tags.delete(user, tag.id(), IfMatch.ANY));
        assertThat(Store.code(files.get(user, file.id()))).isNotNull();
    }

    private static void useCredits(Store store, String user, String name) {
        var credits = store.credits();
        var keys = store.idempotencyKeys();
        var request = new KeyedRequest(user, "UseCredits", name, Sha256.hex(name));
        value(credits.add(user, Store.purchase(3)));
        for (var time = 0; time < 2; time++) {
            value(keys.once(
                    request,
                    () -> credits.add(user, Store.usage(2))
                            .map(entry -> entry.transaction().id())
                            .flatMap(id -> credits.refund(refund(id)))
                            .map(entry -> entry.transaction().id()),
                    UUID::toString,
                    UUID::fromString));
        }
        var ofType = new TransactionFilter(TransactionType.REFUND);
        var newest = new ListRequest<>(user, ofType, SortKey.CREATED_AT, true, 1, 20, null);
        assertThat(value(credits.transactions(newest)).items()).isNotEmpty();
        assertThat(value(credits.balance(user)).version() % 3).isZero();
        assertThat(value(keys.deleteExpired())).isZero();
    }

    private static NewRefund refund(UUID usage) {
        return new NewRefund(usage, 1L, "");
    }

    private static <F extends Record> ListRequest<F> list(String user, F filter) {
        return new ListRequest<>(user, filter, SortKey.NAME, false, 1, 20, null);
    }

    /// Settings that a SET left in a session. PgBouncer itself sets those that clients ask for when
    /// they connect.
    private static List<String> sessionSettings(Store store) {
        return ask(store, """
            select name from pg_settings
            where source = 'session' and name not in
              ('application_name', 'client_encoding', 'DateStyle', 'TimeZone', 'standard_conforming_strings')
            """);
    }

    private static long keptPlans(Store store) {
        return ask(store, "select name from pg_prepared_statements where generic_plans > 1")
                .size();
    }

    private static List<String> ask(Store store, String sql) {
        return Ask.texts(store.database(), sql);
    }

    private DatabaseConfig config(String driver) {
        var url = new TestDatabase(postgres.name(), bouncer.port()).url();
        return DatabaseConfig.from(new Environment(Map.of(
                "DATABASE_URL",
                url.replace("jdbc:postgresql", driver),
                "DATABASE_USER",
                TestDatabase.APP,
                "DATABASE_PASSWORD",
                PgBouncer.PASSWORD)));
    }
}
