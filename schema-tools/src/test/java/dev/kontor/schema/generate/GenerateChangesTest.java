package dev.kontor.schema.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.schema.check.CatalogSteps;
import dev.kontor.schema.diff.DatabaseSchema;
import dev.kontor.schema.diff.EmptiedDatabases;
import dev.kontor.schema.diff.RefusedChangeException;
import dev.kontor.schema.diff.SchemaDiff;
import dev.kontor.schema.diff.SchemaPair;
import dev.kontor.schema.diff.Target;
import dev.kontor.schema.diff.Things;
import dev.kontor.schema.generate.Generator.Generated;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Generates the migrations from each first schema of `src/test/resources/changes` to the second.
@Tag("slow")
final class GenerateChangesTest {

    @ParameterizedTest
    @MethodSource("dev.kontor.schema.diff.SchemaPair#toGenerate")
    @DisplayName("S14: generate comes to what schema/ says, or says why it does not")
    void generateReachesTheSchemaOrSaysWhy(SchemaPair pair) throws Exception {
        var repository = Things.repository(pair.before(), pair.after());
        var expected = pair.generate();
        if (expected.startsWith("refused: ")) {
            assertThatThrownBy(() -> generate(repository))
                    .isInstanceOf(RefusedChangeException.class)
                    .hasMessageContaining(SchemaPair.detail(expected));
            return;
        }
        var generated = generate(repository);
        var sql = generated.files().stream().map(SourceFile::text).collect(Collectors.joining());
        assertThat(sql).contains(pair.writes());
        if (expected.startsWith("fails: ")) {
            assertThat(generated.failure()).contains(SchemaPair.detail(expected));
            assertThat(generated.isComplete()).isFalse();
            return;
        }
        assertThat(generated.failure()).as(sql).isEmpty();
        if (expected.startsWith("left: ")) {
            assertThat(generated.remaining())
                    .as(sql)
                    .anyMatch(difference -> difference.toString().contains(SchemaPair.detail(expected)));
            return;
        }
        assertThat(generated.remaining()).as(sql).extracting(Object::toString).isEmpty();
        assertThat(generated.findings().stream()
                        .map(finding -> finding.rule())
                        .distinct()
                        .sorted())
                .as(() -> generated.findings() + "\n" + sql)
                .containsExactlyElementsOf(pair.rules());
        assertThatNothingIsLeftToDo(repository, generated);
    }

    private static void assertThatNothingIsLeftToDo(Repository repository, Generated generated) throws SQLException {
        var migrations = new ArrayList<>(repository.migrations());
        migrations.addAll(generated.files());
        try (var empty = EmptiedDatabases.connect();
                var migrated = EmptiedDatabases.connect()) {
            CatalogSteps.of(migrations, migrated);
            var target = Target.read(repository.schema(), empty);
            assertThat(SchemaDiff.between(DatabaseSchema.read(migrated), target, false))
                    .isEmpty();
        }
    }

    private static Generated generate(Repository repository) throws SQLException {
        return new Generator(repository, EmptiedDatabases::connect, _ -> {}).generate("x");
    }
}
