package dev.kontor.schema.realworld;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.schema.diff.EmptiedDatabases;
import dev.kontor.schema.random.PairTrial;
import dev.kontor.schema.random.PairTrial.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pagila, Chinook and Northwind, dumps of them, and what becomes of them.
@Tag("slow")
final class RealSchemasTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "realworld");

    private static final PairTrial TRIAL = new PairTrial(EmptiedDatabases::connect);

    /// What the guide says to leave out of a dump: owners, and the time-outs at its head.
    private static final Pattern LEFT_OUT =
            Pattern.compile("(?m)^(?:ALTER .* OWNER TO .*;|SET (?:lock|statement)_timeout = 0;)$");

    @ParameterizedTest
    @MethodSource("schemas")
    @DisplayName("S14: a schema and its dump are the same")
    void aSchemaAndItsDumpAreTheSame(String name) throws Exception {
        assertThat(TRIAL.generate(dump(name), schema(name))).isEqualTo(nothingToDo());
        assertThat(TRIAL.generate(schema(name), dump(name))).isEqualTo(nothingToDo());
        assertPushed(TRIAL.push(dump(name), schema(name)));
        assertPushed(TRIAL.push("", dump(name)));
    }

    private static void assertPushed(Outcome outcome) {
        assertThat(outcome.sign()).as("%s", outcome.text()).isEqualTo("pushed");
    }

    @ParameterizedTest
    @MethodSource("evolutions")
    @DisplayName("S14: each change of a known schema is made, or refused with a reason")
    void aChangeIsMadeOrRefused(Evolution evolution) throws Exception {
        var old = schema(evolution.schema());
        var now = evolution.applyTo(old);
        var generated = TRIAL.generate(old, now);
        assertThat(generated.sign())
                .as(generated.text())
                .isEqualTo(evolution.outcomes().generate());
        var pushed = TRIAL.push(old, now);
        assertThat(pushed.sign())
                .as(pushed.text())
                .isEqualTo(evolution.outcomes().push());
    }

    @ParameterizedTest
    @MethodSource("someEvolutions")
    @DisplayName("S14: a schema that began with a dump changes as any other")
    void aDumpIsABeginning(Evolution evolution) throws Exception {
        var old = dump(evolution.schema());
        var generated = TRIAL.generate(old, evolution.applyTo(schema(evolution.schema())));
        assertThat(generated.sign())
                .as(generated.text())
                .isEqualTo(evolution.outcomes().generate());
    }

    /// One of eighteen, where tests are not thorough.
    static Stream<Evolution> evolutions() {
        return every(Repetitions.of(36, 2));
    }

    static Stream<Evolution> someEvolutions() {
        return every(Repetitions.of(36, 6));
    }

    private static Stream<Evolution> every(int nth) {
        return IntStream.range(0, Evolution.ALL.size())
                .filter(number -> number % nth == 0)
                .mapToObj(Evolution.ALL::get);
    }

    static Stream<String> schemas() {
        return Stream.of("northwind", "chinook", "pagila").limit(Repetitions.of(1, 3));
    }

    @Test
    @DisplayName("S17: a dump with its owners says that the role is missing, and where")
    void anUnknownOwnerIsNamed() throws Exception {
        var raw = read("northwind.dump.sql");
        assertThat(TRIAL.generate("", raw).text())
                .contains("schema/all.sql:38", "role \"northwind_owner\" does not exist");
        assertThat(TRIAL.generate(raw, "").text())
                .contains("V001__first.sql:38", "a new server has no role \"northwind_owner\"");
    }

    private static Outcome nothingToDo() {
        return new Outcome(PairTrial.Kind.DONE, "nothing to do", "\n");
    }

    private static String schema(String name) {
        return read(name + ".sql");
    }

    private static String dump(String name) {
        return LEFT_OUT.matcher(read(name + ".dump.sql")).replaceAll("");
    }

    private static String read(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
