package dev.kontor.local.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.workspace.Failure;
import dev.kontor.migrations.testing.TestPostgres;
import org.junit.jupiter.api.Test;

final class LocalServerTest {
    @Test
    void toStartEmptyIsAdvisedOnlyWhereAnAppliedMigrationChanged() throws Exception {
        var outgrown = TestPostgres.createMigratedDatabase();
        outgrown.execute("update schema_migrations set checksum = 1");
        assertThatThrownBy(() -> LocalServer.migrate(outgrown.url()))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("checksum mismatch", "--fresh");

        var ofSomebodyElse = TestPostgres.createDatabase();
        ofSomebodyElse.execute("create table theirs ()");
        assertThatThrownBy(() -> LocalServer.migrate(ofSomebodyElse.url()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("did not make")
                .hasMessageNotContaining("--fresh");
    }
}
