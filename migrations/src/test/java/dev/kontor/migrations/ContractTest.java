package dev.kontor.migrations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.artefact.Artefact;
import dev.kontor.migrations.testing.MigratorFixture;
import dev.kontor.migrations.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A column is dropped one deploy after the code that stops using it. Release 1 uses the column
/// `old`, release 2 does not and drops it, release 3 adds something.
final class ContractTest extends MigratorFixture {

    private CloudFormation cloudFormation;
    private Path first;
    private Path second;
    private Path third;

    @BeforeEach
    void buildReleases() throws Exception {
        cloudFormation = new CloudFormation();
        migration("V1__one.sql", "create table one (old text)");
        build();
        first = copyOf(folder);
        migration("V2__new.sql", "alter table one add new text");
        migration("contract/V3__old.sql", "alter table one drop old");
        migration("V4__more.sql", "alter table one add more text");
        build();
        second = copyOf(folder);
        migration("V5__again.sql", "alter table one add again text");
        build();
        third = copyOf(folder);
    }

    @AfterEach
    void stopCloudFormation() {
        cloudFormation.close();
    }

    @Test
    @DisplayName("S17: the deploy that stops using a column does not drop it, the next one does")
    void aColumnIsDroppedOneDeployLater() throws Exception {
        assertThat(deploy(first, first)).isEqualTo("SUCCESS");
        assertThat(deploy(second, first)).isEqualTo("SUCCESS");
        assertThat(columns()).containsExactly("old", "new", "more");
        assertThat(cloudFormation.answers().getLast().reason())
                .contains("waits for a later deploy: contract/V3__old.sql");
        assertThat(deploy(third, second)).isEqualTo("SUCCESS");
        assertThat(columns()).containsExactly("new", "more", "again");
        assertThat(database.query("select version from schema_migrations order by installed_rank"))
                .containsExactly("1", "2", "4", "3", "5");
    }

    @Test
    @DisplayName("S17: a deploy that was rolled back does not count as the one before")
    void aRollbackInBetweenStaysSafe() throws Exception {
        deploy(first, first);
        var before = cloudFormation.migrations();
        assertThat(deploy(second, first)).isEqualTo("SUCCESS");
        assertThat(cloudFormation.rollBack(function(first), before).status()).isEqualTo("SUCCESS");
        assertThat(columns()).containsExactly("old", "new", "more");

        // The code of release 1 is live when release 2, or one that contains it, comes again.
        assertThat(deploy(second, first)).isEqualTo("SUCCESS");
        assertThat(columns()).contains("old");
        before = cloudFormation.migrations();
        assertThat(deploy(third, second)).isEqualTo("SUCCESS");
        assertThat(columns()).doesNotContain("old");
        assertThat(cloudFormation.rollBack(function(second), before).status()).isEqualTo("SUCCESS");
        assertThat(columns()).containsExactly("new", "more", "again");
    }

    @Test
    void aReleaseThatIsSkippedIsNotTheOneBefore() throws Exception {
        deploy(first, first);
        assertThat(deploy(third, first)).isEqualTo("SUCCESS");
        assertThat(columns()).containsExactly("old", "new", "more", "again");
    }

    @Test
    @DisplayName("S17: a drop that fails stops its deploy, and not the rollback of it")
    void aDropThatFailsStopsItsDeploy() throws Exception {
        deploy(first, first);
        deploy(second, first);
        database.execute("create view dependent as select old from one");
        assertThat(deploy(third, second)).isEqualTo("FAILED");
        assertThat(cloudFormation.answers())
                .extracting(CloudFormation.Answer::status)
                .endsWith("FAILED", "SUCCESS");
        assertThat(columns()).containsExactly("old", "new", "more");
    }

    @Test
    @DisplayName("S17: an empty database has no code that could use what is dropped")
    void anEmptyDatabaseGetsEverythingInOrder() throws Exception {
        assertThat(deploy(third, third)).isEqualTo("SUCCESS");
        assertThat(columns()).containsExactly("new", "more", "again");
        assertThat(database.query("select version from schema_migrations order by installed_rank"))
                .containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void aStackThatIsMadeAnewOnItsOldDatabaseDropsNothing() throws Exception {
        deploy(first, first);
        cloudFormation.send(function(first), "Delete", cloudFormation.migrations(), null);
        var answer = cloudFormation.send(function(second), "Create", fingerprint(second), null);
        assertThat(answer.status()).isEqualTo("SUCCESS");
        assertThat(columns()).contains("old");
    }

    @Test
    void aPlainInvocationDropsOnlyWhereItIsTold() throws Exception {
        deploy(first, first);
        assertThat(invoke("{}")).contains("\"held\":[\"contract/V3__old.sql\"]");
        assertThat(columns()).contains("old");
        assertThat(invoke("{\"contracts\": true}")).contains("\"held\":[]");
        assertThat(columns()).doesNotContain("old");
    }

    private String deploy(Path release, Path before) throws Exception {
        return cloudFormation
                .deploy(function(release), function(before), fingerprint(release))
                .status();
    }

    private String invoke(String event) throws Exception {
        var answer = new ByteArrayOutputStream();
        function(second).handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, null);
        return answer.toString(UTF_8);
    }

    private Migrate function(Path release) {
        return new Migrate(
                Map.of("DATABASE_URL", database.url(), "DATABASE_USER", TestDatabase.OWNER), "filesystem:" + release);
    }

    private static String fingerprint(Path release) {
        return Artefact.read("filesystem:" + release).fingerprint().toString();
    }

    private List<String> columns() throws SQLException {
        return database.query("""
            select attname from pg_attribute
            where attrelid = 'one'::regclass and attnum > 0 and not attisdropped order by attnum
            """);
    }
}
