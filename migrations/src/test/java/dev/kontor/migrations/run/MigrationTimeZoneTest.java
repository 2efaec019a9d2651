package dev.kontor.migrations.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.InTokyo;
import dev.kontor.migrations.testing.MigratorFixture;
import org.junit.jupiter.api.Test;

/// A run on a machine whose time zone is not UTC.
@InTokyo
final class MigrationTimeZoneTest extends MigratorFixture {

    @Test
    void aMigrationMeansTheSameEverywhere() throws Exception {
        migration("V1__one.sql", "create table one (seen timestamp); insert into one values ('2024-01-01')");
        migration("V2__type.sql", "alter table one alter column seen type timestamptz");
        migration("V3__default.sql", "alter table one alter column seen set default '2024-01-01'");
        migration("V4__row.sql", "insert into one default values");

        assertThat(run(inFolder()).error()).isNull();

        assertThat(database.query("select seen at time zone 'UTC' from one"))
                .containsExactly("2024-01-01 00:00:00", "2024-01-01 00:00:00");
    }
}
