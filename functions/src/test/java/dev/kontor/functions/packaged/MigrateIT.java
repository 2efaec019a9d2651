package dev.kontor.functions.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.kontor.functions.testing.Template;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// The migration function, from the archive that is deployed.
@OnLinux
final class MigrateIT {

    @Test
    void bringsAnEmptyDatabaseUpToDateAndThenFindsNothingToDo() throws Exception {
        var database = TestPostgres.createDatabase();
        var owner = Map.of("DATABASE_URL", database.url(), "DATABASE_USER", TestDatabase.OWNER);

        try (var migrate = PackagedFunction.start(Template.read().function("Migrate"), owner)) {
            var first = Json.read(migrate.invoke(Json.event("Migrate")));
            var second = Json.read(migrate.invoke(Json.event("Migrate")));

            assertThat(first.get("applied")).asInstanceOf(LIST).isNotEmpty();
            assertThat(second.get("applied")).asInstanceOf(LIST).isEmpty();
            assertThat(second.get("before")).isEqualTo(first.get("after"));
        }
    }
}
