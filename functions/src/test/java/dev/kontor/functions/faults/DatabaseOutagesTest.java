package dev.kontor.functions.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.Kontor;
import dev.kontor.migrations.testing.FaultyProxy;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.shared.Limits;
import dev.kontor.testing.Invariants;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// While a database is away, every route says so within its time and when to come back, and nothing
/// is half done. Once it is back, the next request works, in the same process. Most of these tests
/// only wait, so they do it together.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(180)
@Tag("slow")
final class DatabaseOutagesTest {

    private static final String PLAIN = "jdbc:postgresql:";
    private static final String WRAPPED = "jdbc:aws-wrapper:postgresql:";

    /// What no client may see.
    private static final String[] INTERNAL = {
        "127.0.0.1", "5432", "kontor_app", "test_", "SQL", "Exception", "postgres", "Hikari", "pool"
    };

    /// The outages, and how they are made.
    enum Kind {
        STOPPED,
        KILLED,
        OUT_OF_CONNECTIONS,
        SILENT,
        SILENT_TO_THE_WRAPPER,
        SLOW,
        CUT,
        CUT_TO_THE_WRAPPER,
        POOLER_KILLED,
        READ_ONLY,
        DISK_FULL;

        /// Reads still work, and some changes may.
        private static final Set<Kind> PARTIAL = EnumSet.of(READ_ONLY, DISK_FULL);

        /// A change that is one statement may have been made when its answer is lost.
        private static final Set<Kind> LOSES_ANSWERS = EnumSet.of(SLOW, CUT, CUT_TO_THE_WRAPPER);

        private Outage open() throws Exception {
            return switch (this) {
                case STOPPED -> Outage.OfServer.stopped();
                case KILLED -> Outage.OfServer.killed();
                case OUT_OF_CONNECTIONS -> Outage.OfConnections.usedUp();
                case SILENT -> Outage.OfNetwork.of(PLAIN, FaultyProxy::fallSilent);
                case SILENT_TO_THE_WRAPPER -> Outage.OfNetwork.of(WRAPPED, FaultyProxy::fallSilent);
                case SLOW -> Outage.OfNetwork.of(PLAIN, Kind::tooLate);
                case CUT -> Outage.OfNetwork.of(PLAIN, FaultyProxy::cutAnswers);
                case CUT_TO_THE_WRAPPER -> Outage.OfNetwork.of(WRAPPED, FaultyProxy::cutAnswers);
                case POOLER_KILLED -> Outage.OfPooler.killed();
                case READ_ONLY -> Outage.OfWriter.readOnly();
                case DISK_FULL -> Outage.OfDisk.full();
            };
        }

        private static void tooLate(FaultyProxy proxy) {
            proxy.delayAnswers(Limits.DATABASE_STEP_TIME_MAX.plusSeconds(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRouteIsUnavailableWhileItLastsAndWorksAfterwards(Kind kind) throws Exception {
        try (var outage = opened(kind)) {
            try (var kontor = new Kontor(outage.environment())) {
                var routes = routes(kontor);
                var before = everything(outage.database());

                outage.begin();
                var answers = routes.answersAtOnce();
                outage.end();

                answers.forEach(answer -> assertGoodAnswer(kind, answer));
                assertThat(answers).filteredOn(answer -> isUnavailable(answer)).isNotEmpty();
                if (!Kind.LOSES_ANSWERS.contains(kind) && !Kind.PARTIAL.contains(kind)) {
                    assertThat(everything(outage.database())).isEqualTo(before);
                }
                Invariants.assertHold(outage.database());

                assertTheNextRequestWorks(routes, outage.database());
                assertThat(routes.answersOneByOne())
                        .allMatch(answer -> answer.response().status() < 500);
                Invariants.assertHold(outage.database());
            }
        }
    }

    /// One after the other: starting takes the processor, and not a wait.
    private static synchronized Outage opened(Kind kind) throws Exception {
        var outage = kind.open();
        EveryRoute.seed(outage.database());
        return outage;
    }

    private static synchronized EveryRoute routes(Kontor kontor) {
        var routes = new EveryRoute(kontor);
        routes.answer("GetHealth").response().is(200);
        return routes;
    }

    private static boolean isUnavailable(EveryRoute.Answer answer) {
        return answer.response().status() == 503;
    }

    private static void assertGoodAnswer(Kind kind, EveryRoute.Answer answer) {
        assertThat(answer.time()).as("%s", answer).isLessThan(Limits.FUNCTION_TIMEOUT);
        var mayWork = kind == Kind.DISK_FULL
                || (kind == Kind.READ_ONLY && !EveryRoute.changes().contains(answer.function()));
        if (mayWork && answer.response().status() < 500) {
            return;
        }
        answer.response().isProblem(503, "SERVICE_UNAVAILABLE");
        assertThat(answer.response().header("Retry-After")).isEqualTo(Long.toString(Limits.RETRY_AFTER.toSeconds()));
        assertThat(answer.response().body()).doesNotContain(INTERNAL);
    }

    /// A spend with its key, which was tried during the outage: it counts once.
    private static void assertTheNextRequestWorks(EveryRoute routes, TestDatabase database) throws SQLException {
        var first = routes.answer("UseCredits").response().is(201);
        var again = routes.answer("UseCredits").response().is(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(database.query("select count(*) from transactions where description = 'Thumbnails of 40 pictures'"))
                .containsExactly("1");
    }

    /// All rows of all tables.
    private static List<String> everything(TestDatabase database) throws SQLException {
        var rows = new ArrayList<String>();
        for (var table : database.query("select tablename from pg_tables where schemaname = 'public' order by 1")) {
            rows.addAll(database.query("select '%1$s', t::text from %1$s t order by t::text".formatted(table)));
        }
        return rows;
    }
}
