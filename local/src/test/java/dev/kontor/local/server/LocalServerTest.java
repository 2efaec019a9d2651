package dev.kontor.local.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.workspace.Failure;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LocalServerTest {
    @Test
    void toStartEmptyIsAdvisedOnlyWhereAnAppliedMigrationChanged() throws Exception {
        var outgrown = TestPostgres.createMigratedDatabase();
        outgrown.execute("update schema_migrations set checksum = 1");
        assertThatThrownBy(() -> LocalServer.migrate(asOwner(outgrown)))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("checksum mismatch", "--fresh");

        var ofSomebodyElse = TestPostgres.createDatabase();
        ofSomebodyElse.execute("create table theirs ()");
        assertThatThrownBy(() -> LocalServer.migrate(asOwner(ofSomebodyElse)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("did not make")
                .hasMessageNotContaining("--fresh");
    }

    private static Map<String, String> asOwner(TestDatabase database) {
        return Map.of("DATABASE_URL", database.url(), "DATABASE_USER", TestDatabase.OWNER);
    }
}
