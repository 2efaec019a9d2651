package dev.kontor.shared.database;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.testing.WireTap;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.jdbc.ds.AwsWrapperDataSource;

final class DataSourcesTest {

    private static final String WRAPPED = "jdbc:aws-wrapper:postgresql://127.0.0.1:%d/%s";

    private static final Map<String, String> AWS = Map.of(
            "aws.accessKeyId", "AKID",
            "aws.secretAccessKey", "a secret",
            "aws.region", "eu-west-1");

    @AfterEach
    void clear() {
        AWS.keySet().forEach(System::clearProperty);
    }

    @ParameterizedTest
    @CsvSource({"'', eu-west-1", "?iamRegion=us-east-2, us-east-2"})
    void withoutAPasswordTheWrapperSignsInByIam(String query, String region) throws Exception {
        AWS.forEach(System::setProperty);
        try (var server = new PasswordTrap()) {
            var url = WRAPPED.formatted(server.port(), "db" + query);
            var source = DataSources.of(new DatabaseConfig(url, TestDatabase.APP, null, 1));

            assertThatThrownBy(source::getConnection).hasMessageContaining(PasswordTrap.REFUSAL);

            assertThat(server.password())
                    .startsWith("127.0.0.1:%d/?".formatted(server.port()))
                    .contains("Action=connect", "DBUser=" + TestDatabase.APP)
                    .containsPattern("X-Amz-Credential=AKID%2F\\d{8}%2F" + region + "%2Frds-db%2F")
                    .containsPattern("X-Amz-Signature=\\p{XDigit}{64}");
        }
    }

    @Test
    void aHostThatNamesItsRegionIsSignedInToThere() {
        AWS.forEach(System::setProperty);

        assertThat(property("iamRegion", "kontor.example", null)).isEqualTo("eu-west-1");
        for (var kind : List.of("proxy", "cluster")) {
            assertThat(property("iamRegion", "p." + kind + "-x1.us-east-2.rds.amazonaws.com", null))
                    .isNull();
        }
    }

    @Test
    void withAPasswordTheWrapperAddsNothing() {
        assertThat(property("wrapperPlugins", "kontor.example", "a password")).isEmpty();
    }

    @Test
    void theWrapperAsksTheServerNothingOfItsOwn() throws IOException {
        var postgres = TestPostgres.createMigratedDatabase();
        try (var tap = new WireTap(TestPostgres.port());
                var database = new Database(new DatabaseConfig(
                        WRAPPED.formatted(tap.port(), postgres.name()), TestDatabase.APP, "a password", 1))) {
            assertThat(Ask.number(database, "select 1")).isEqualTo(1);
            assertThat(tap.statements()).containsExactly("SHOW TRANSACTION ISOLATION LEVEL", Ask.sent("select 1"));
        }
    }

    private static @Nullable String property(String name, String host, @Nullable String password) {
        var url = "jdbc:aws-wrapper:postgresql://" + host + "/db";
        var config = new DatabaseConfig(url, TestDatabase.APP, password, 1);
        var source = (AwsWrapperDataSource) DataSources.of(config);
        return requireNonNull(source.getTargetDataSourceProperties()).getProperty(name);
    }
}
