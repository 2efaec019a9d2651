package dev.kontor.local.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.workspace.Failure;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LocalServerTest {
    @Test
    void toStartEmptyIsAdvisedOnlyWhereAnAppliedMigrationChanged() throws Exception {
        var outgrown = TestPostgres.createMigratedDatabase();
        outgrown.execute("update schema_migrations set checksum = 1");
        assertThatThrownBy(() -> migrate(outgrown))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("checksum mismatch", "--fresh");

        var ofSomebodyElse = TestPostgres.createDatabase();
        ofSomebodyElse.execute("create table theirs ()");
        assertThatThrownBy(() -> migrate(ofSomebodyElse))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("did not make")
                .hasMessageNotContaining("--fresh");
    }

    @Test
    void toStartEmptyIsAdvisedAfterASwitchToAnotherBranch() throws Exception {
        var deleted = TestPostgres.createMigratedDatabase();
        deleted.execute("update schema_migrations set version = '17.5' where version = '017'");
        assertThatThrownBy(() -> migrate(deleted))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("V17.5", "no longer among the migrations", "--fresh");

        var ahead = TestPostgres.createMigratedDatabase();
        ahead.execute("delete from schema_migrations where version = '025'");
        ahead.execute("update schema_migrations set version = '999' where version = '001'");
        assertThatThrownBy(() -> migrate(ahead))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("comes after V999", "--fresh");
    }

    private static void migrate(TestDatabase database) throws IOException {
        var environment = Map.of("DATABASE_URL", database.url(), "DATABASE_USER", TestDatabase.OWNER);
        LocalServer.migrate(environment, "sources:../migrations/src/main/resources/migrations");
    }
}
