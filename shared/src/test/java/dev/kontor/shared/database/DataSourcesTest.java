package dev.kontor.shared.database;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Result;
import dev.kontor.testing.Store;
import dev.kontor.testing.WireTap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import software.amazon.jdbc.ds.AwsWrapperDataSource;

import java.io.IOException;

final class DataSourcesTest {

    private static final String WRAPPED = "jdbc:aws-wrapper:postgresql://127.0.0.1:%d/%s";

    @Test
    void withoutAPasswordTheWrapperSignsInByIam() {
        assertThat(plugins(null)).isEqualTo("iam");
    }

    @Test
    void withAPasswordTheWrapperAddsNothing() {
        assertThat(plugins("a password")).isEmpty();
    }

    @Test
    void theWrapperAsksTheServerNothingOfItsOwn() throws IOException {
        var postgres = TestPostgres.createMigratedDatabase();
        try (var tap = new WireTap(TestPostgres.port());
                var database =
                        new Database(
                                new DatabaseConfig(
                                        WRAPPED.formatted(tap.port(), postgres.name()),
                                        TestDatabase.APP,
                                        "a password",
                                        1))) {
            var one =
                    database.run(
                            handle ->
                                    Result.ok(
                                            handle.createQuery("select 1")
                                                    .mapTo(Integer.class)
                                                    .one()));

            assertThat(Store.value(one)).isEqualTo(1);
            assertThat(tap.statements())
                    .containsExactly("SHOW TRANSACTION ISOLATION LEVEL", "select 1");
        }
    }

    private static String plugins(@Nullable String password) {
        var config = new DatabaseConfig(WRAPPED.formatted(5432, "db"), "user", password, 1);
        var source = (AwsWrapperDataSource) DataSources.of(config);
        return requireNonNull(source.getTargetDataSourceProperties()).getProperty("wrapperPlugins");
    }
}
