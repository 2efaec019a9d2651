package dev.kontor.schema.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.artefact.MigrationException;
import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.run.Migrator;
import dev.kontor.migrations.run.PlannedRun;
import dev.kontor.migrations.session.Server;
import dev.kontor.migrations.session.Session;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Plans for a database that others use, with a history that ends half-way.
@Timeout(60)
final class PlannerTest {

    private static final String THINGS = """
        create table things (id int, name text);
        create table boxes (id int, name text);
        insert into things select n, 'thing ' || n from generate_series(1, 10000) n;
        """;

    /// Rows, what was written, and who holds an advisory lock.
    private static final String STATE = """
        select (select sum(id) from things), (select count(*) from schema_migrations),
          (select sum(n_tup_ins + n_tup_upd + n_tup_del) from pg_stat_user_tables),
          (select count(*) from pg_class), (select count(*) from pg_roles),
          (select count(*) from pg_locks where locktype = 'advisory' and database =
            (select oid from pg_database where datname = current_database()))
        """;

    @TempDir
    private Path folder;

    private final TestDatabase database = TestPostgres.createDatabase();

    @BeforeEach
    void applySome() throws IOException {
        migration("V001__things.sql", THINGS);
        assertThat(new Migrator(config()).run().error()).isNull();
    }

    @AfterEach
    void dropDatabase() {
        database.drop();
    }

    @Test
    @DisplayName("S15: a plan tells locks, sizes, holders and the longest transaction, and changes nothing")
    void aPlanTellsWhatARunWouldDo() throws Exception {
        addMigrations();
        try (var writer = database.connect();
                var reader = database.connect()) {
            begin(writer, "update things set name = 'secret' where id = 7");
            begin(reader, "select from boxes");
            var before = state();
            var plan = plan();
            assertThat(state()).isEqualTo(before);

            assertThat(plan.failure()).isNull();
            assertThat(String.join("\n", plan.lines())
                            .replaceAll("pid \\d+", "pid 4711")
                            .replaceAll("\\b\\d s\\b", "0 s")
                            .replaceAll("by +open", "by  open"))
                    .isEqualTo("""
                        The schema is at V001. A run would apply 3 migrations. Nothing was changed: the session is read-only.

                        migration                                locks                     table   rows
                        V002__wide.sql                           ACCESS EXCLUSIVE          things  rewrites 472 kB
                        V003__idx_boxes_id.sql (no transaction)  SHARE UPDATE EXCLUSIVE    boxes   reads 8.0 kB
                        V004__lids.sql                           nothing that is there
                        contract/V005__drop.sql                  waits for a later deploy

                        held now  lock           by  open for  doing
                        boxes     ACCESS SHARE   pid 4711, user postgres, shop  0 s       idle in transaction: select from boxes
                        things    ROW EXCLUSIVE  pid 4711, user postgres, shop  0 s       idle in transaction: update things set name = ...

                        The longest transaction has been open for 0 s: pid 4711, user postgres, shop, \
                        idle in transaction: update things set name = ...
                        What runs without a transaction may have to wait until it has ended.\
                        """);
        }
    }

    private void addMigrations() throws IOException {
        migration("V002__wide.sql", "alter table things alter column id type bigint;");
        migration("V003__idx_boxes_id.sql", "create index concurrently idx_boxes_id on boxes (id);");
        migration("V004__lids.sql", "create table lids (id int); alter table lids add column name text;");
        migration("contract/V005__drop.sql", "drop table boxes;");
    }

    @Test
    void aRunThatIsUnderWayIsToldAndNotStopped() throws Exception {
        migration("V002__wide.sql", "alter table things alter column id type bigint;");
        try (var runner = database.connect();
                var statement = runner.createStatement()) {
            statement.execute("select pg_advisory_lock(987654321)");
            var before = state();
            assertThat(plan().lines()).anyMatch(line -> line.startsWith("note: a run is under way: pid "));
            assertThat(state()).isEqualTo(before);
        }
    }

    @Test
    void aTableThatSomeoneHasAloneIsNotWaitedFor() throws Exception {
        migration("V002__wide.sql", "alter table things alter column id type bigint;");
        database.execute("analyze things");
        try (var owner = database.connect()) {
            begin(owner, "lock table things");
            assertThat(plan().lines())
                    .anyMatch(line -> line.matches("V002.* rewrites about \\d+ kB"))
                    .anyMatch(line -> line.matches("things +ACCESS EXCLUSIVE .*: lock table things"));
        }
    }

    @Test
    void thePlansSessionRefusesChanges() throws Exception {
        try (var session = Session.open(new Server(config()))) {
            session.onlyRead();
            assertThatThrownBy(() -> session.execute("insert into things values (1)"))
                    .hasMessageContaining("read-only transaction");
            assertThatThrownBy(() -> session.execute("create table made_by_a_plan ()"))
                    .hasMessageContaining("read-only transaction");
        }
    }

    @Test
    void whatAMigrationFailsOnIsTold() throws Exception {
        migration("V002__wide.sql", "alter table things alter column id type bigint;");
        migration("V003__wrong.sql", "select 1;\nalter table thing drop column name;");
        migration("V004__more.sql", "create table more (id int);");
        var plan = plan();
        assertThat(plan.steps()).extracting(PlanStep::file).containsExactly("V002__wide.sql");
        assertThat(plan.failure()).startsWith("V003__wrong.sql:2: ").contains("\"thing\" does not exist");
        assertThat(plan.toJson()).contains("\"error\":\"V003__wrong.sql:2: ");
    }

    @Test
    void withNothingToDoThatIsSaid() throws Exception {
        assertThat(plan().lines())
                .containsExactly(
                        "The schema is at V001. There is nothing to do. Nothing was changed: the session is read-only.",
                        "",
                        "No transaction is open.");
    }

    @Test
    void aPreparedTransactionIsInTheWayToo() throws Exception {
        migration("V002__wide.sql", "alter table things alter column id type bigint;");
        assertThat(database.query("show max_prepared_transactions")).containsExactly("0");
        assertThat(plan().obstacles()).isEmpty();
    }

    @Test
    void aHistoryOfAnotherToolEndsThePlan() throws Exception {
        database.execute("drop table schema_migrations; create table schema_migrations (version text)");
        assertThatThrownBy(this::plan).isInstanceOf(MigrationException.class).hasMessageContaining("Rails or dbmate");
        database.execute("drop table schema_migrations");
        assertThatThrownBy(this::plan)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("holds objects that these migrations did not make");
    }

    @Test
    void anEmptyDatabaseGetsAllMigrations() throws Exception {
        addMigrations();
        database.execute("drop table schema_migrations, things, boxes");
        var plan = plan();
        assertThat(plan.run().held()).isEmpty();
        assertThat(plan.steps())
                .hasSize(5)
                .allSatisfy(step -> assertThat(step.tables()).isEmpty());
        assertThat(plan.lines().getFirst())
                .isEqualTo("The database is empty. A run would apply 5 migrations. Nothing was changed: the session is"
                        + " read-only.");
    }

    @Test
    void aPartitionedTableCountsAsAWhole() throws Exception {
        database.execute("""
            create table days (day int) partition by range (day);
            create table days_1 partition of days for values from (0) to (10);
            create table days_2 partition of days for values from (10) to (20);
            insert into days select n % 20 from generate_series(1, 10000) n;
            """);
        migration("V002__days.sql", """
            create table if not exists days (day int) partition by range (day);
            create table if not exists days_1 partition of days for values from (0) to (10);
            create table if not exists days_2 partition of days for values from (10) to (20);
            """);
        assertThat(new Migrator(config()).run().error()).isNull();
        migration("V003__days.sql", "alter table days add constraint ck_days check (day >= 0);");
        try (var writer = database.connect()) {
            begin(writer, "insert into days_2 values (11)");
            var plan = plan();
            assertThat(plan.steps().getFirst().tables()).hasSize(1);
            var table = plan.steps().getFirst().tables().getFirst();
            assertThat(table.name()).isEqualTo("days");
            assertThat(table.rows()).matches("reads [3-9]\\d\\d kB");
            assertThat(plan.obstacles()).hasSize(1);
        }
    }

    @Test
    void whatTheRoleMayNotSeeIsSaid() throws Exception {
        migration("V002__wide.sql", "alter table things alter column id type bigint;");
        database.execute("""
            do $$ begin create role plain_owner login; exception when duplicate_object then null; end $$;
            alter schema public owner to plain_owner; alter table things owner to plain_owner;
            grant select on schema_migrations to plain_owner;
            """);
        try (var writer = database.connect()) {
            begin(writer, "update things set name = 'x' where id = 7");
            var plan = plan(new MigrationConfig(database.url(), "plain_owner", null));
            assertThat(plan.obstacles()).hasSize(1);
            assertThat(plan.lines())
                    .contains("note: the role may not see what 1 session does; grant it pg_read_all_stats");
        }
    }

    private MigrationPlan plan() throws SQLException {
        return plan(config());
    }

    private MigrationPlan plan(MigrationConfig config) throws SQLException {
        try (var session = Session.open(new Server(config))) {
            session.onlyRead();
            var run = PlannedRun.read(session, config.withLocation("sources:" + folder));
            var report = run.pending().isEmpty()
                    ? null
                    : Planner.tried(
                            run,
                            config.history(),
                            () -> TestPostgres.createDatabase().connect(),
                            _ -> {});
            return new Planner(session).plan(run, report);
        }
    }

    private MigrationConfig config() {
        return new MigrationConfig(database.url(), TestDatabase.OWNER, null).withLocation("sources:" + folder);
    }

    private List<String> state() throws SQLException {
        try (var connection = database.connect()) {
            var catalog = Catalog.read(connection).objects().toString();
            return List.of(catalog, database.query(STATE).getFirst());
        }
    }

    private static void begin(Connection connection, String sql) throws SQLException {
        connection.setClientInfo("ApplicationName", "shop");
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void migration(String name, String sql) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, sql);
    }
}
