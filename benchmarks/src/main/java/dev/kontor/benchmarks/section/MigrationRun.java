package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.Goal;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.Samples;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.functions.packaged.PlainJson;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.run.Migrator;
import java.util.ArrayList;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/// The migration function when all migrations are there, beside Flyway alone.
public final class MigrationRun implements Section {

    private static final int RUNS = 10;
    private static final int WARM_UPS = 4;
    private static final double GOAL = 1.1;

    @Override
    public String key() {
        return "migrate";
    }

    @Override
    public String title() {
        return "Nothing to migrate";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        var server = setup.server();
        var migrated = setup.newDatabase("migrate");
        server.createEmpty("flyway");
        var config = new MigrationConfig(server.jdbcUrl(migrated), "postgres", null);
        var configuration = Flyway.configure()
                .mixed(true)
                .dataSource(server.jdbcUrl("flyway"), "postgres", "")
                .locations("classpath:migrations")
                .table("schema_migrations");
        // Its own lock keeps a transaction open, which an index built concurrently waits for.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        var flyway = configuration.load();
        flyway.migrate();
        var ours = new ArrayList<Long>();
        var bare = new ArrayList<Long>();
        for (var run = -WARM_UPS; run < RUNS; run++) {
            var start = System.nanoTime();
            new Migrator(config).run();
            var between = System.nanoTime();
            flyway.migrate();
            if (run >= 0) {
                ours.add(between - start);
                bare.add(System.nanoTime() - between);
            }
        }
        return report(Samples.ofNanos(ours), Samples.ofNanos(bare), deploy(setup, migrated));
    }

    /// The whole call of the archive by a new process, as in a deploy.
    private static Samples deploy(Setup setup, String database) throws Exception {
        var nanos = new ArrayList<Long>();
        for (var i = 0; i < 5; i++) {
            var start = System.nanoTime();
            try (var function = setup.javaOn(database).startAsOwner("Migrate")) {
                function.invoke(PlainJson.write(PlainJson.event("Migrate")));
                nanos.add(System.nanoTime() - start);
            }
        }
        return Samples.ofNanos(nanos);
    }

    private static SectionReport report(Samples ours, Samples bare, Samples deploy) {
        var ratio = ours.median() / bare.median();
        RunProgress.say(
                "migrate: %s, Flyway alone %s".formatted(Numbers.millis(ours.median()), Numbers.millis(bare.median())));
        return new SectionReport()
                .paragraph("""
                    The median of %d by turns, in one warm JVM. Kontor's run also takes a lock on the side, compares \
                    the files with their manifest, and looks for drift and invalid indexes.\
                    """.formatted(RUNS))
                .table(new MarkdownTable("", "median", "of Flyway alone")
                        .row(
                                "the migration function's run",
                                Numbers.millis(ours.median()),
                                "**" + Numbers.plain(ratio) + "**")
                        .row("Flyway alone", Numbers.millis(bare.median()), "1.00")
                        .row(
                                "a deploy waits for: a new process, from its archive",
                                Numbers.millis(deploy.median()),
                                ""))
                .goal(Goal.atMost("nothing to migrate, run/Flyway alone", ratio, GOAL));
    }
}
