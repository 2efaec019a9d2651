package dev.kontor.schema.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.schema.diff.EmptiedDatabases;
import dev.kontor.schema.random.PairTrial.Kind;
import dev.kontor.schema.random.PairTrial.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pairs of random schemas. Each has a seed, which a failure names. To try others:
/// `-Dkontor.schemas.seed=1 -Dkontor.schemas.pairs=500`.
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
final class RandomSchemasTest {

    private static final long SEED = Long.getLong("kontor.schemas.seed", 26);
    private static final int PAIRS = Integer.getInteger("kontor.schemas.pairs", Repetitions.of(2, 25));

    /// How many smaller pairs are tried at most for a failing one.
    private static final int SHRINKS = 100;

    private static final Logger LOG = Logger.getLogger(RandomSchemasTest.class.getName());

    private final PairTrial trial = new PairTrial(EmptiedDatabases::connect);
    private final SortedMap<String, Integer> outcomes = new TreeMap<>();
    private final Set<String> signs = new HashSet<>();

    private interface Command {
        Outcome on(String from, String to) throws SQLException;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("S14: whatever the schemas, generate and push come to exactly the new one, or refuse")
    void theyComeToExactlyTheNewSchemaOrRefuse(long seed) throws Exception {
        var failures = new ArrayList<String>();
        var pair = pair(seed);
        judge(seed, "generate", pair, trial::generate, failures);
        judge(seed, "push", pair, trial::push, failures);
        assertThat(failures).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + PAIRS);
    }

    /// Otherwise the pairs would show nothing.
    @AfterAll
    void someOfThemCome() {
        LOG.info("seeds %d to %d: %s".formatted(SEED, SEED + PAIRS - 1, outcomes));
        if (PAIRS > 1) {
            assertThat(outcomes.keySet()).contains("generate DONE", "push DONE");
        }
    }

    private RandomPair pair(long seed) throws SQLException {
        try (var empty = EmptiedDatabases.connect()) {
            return RandomPair.of(seed, empty);
        }
    }

    private void judge(long seed, String name, RandomPair pair, Command command, List<String> failures)
            throws SQLException {
        var outcome = tried(pair, command);
        LOG.info("seed %d: %s %s, %s%s".formatted(seed, name, outcome.kind(), outcome.sign(), reason(outcome)));
        outcomes.merge(name + " " + outcome.kind(), 1, Integer::sum);
        if (outcome.isFailure()) {
            // Failures of one cause look alike, and to shrink all of them takes long.
            failures.add(signs.add(name + outcome.sign()) ? shrunk(pair, outcome, command) : outcome.sign());
        }
    }

    private static Outcome tried(RandomPair pair, Command command) throws SQLException {
        return command.on(pair.from().sql(), pair.to().sql());
    }

    private static String reason(Outcome outcome) {
        return outcome.kind() == Kind.DONE
                ? ""
                : ": " + outcome.text().lines().findFirst().orElse("");
    }

    private String shrunk(RandomPair failing, Outcome outcome, Command command) throws SQLException {
        var smallest = failing;
        var last = outcome;
        var candidates = failing.smaller();
        for (var tries = 0; tries < SHRINKS && !candidates.isEmpty(); tries++) {
            var candidate = candidates.removeFirst();
            if (!applies(candidate)) {
                continue;
            }
            var again = tried(candidate, command);
            if (again.isFailure() && again.sign().equals(outcome.sign())) {
                smallest = candidate;
                last = again;
                candidates = candidate.smaller();
            }
        }
        return "%s%n%s%n%s".formatted(last.sign(), last.text(), smallest);
    }

    private boolean applies(RandomPair pair) throws SQLException {
        try (var empty = EmptiedDatabases.connect()) {
            return pair.applies(empty);
        }
    }
}
