package dev.kontor.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Drops objects and makes them anew in the same migration.
final class MadeAnewTest {

    private static final String EARLIER = """
        create table seen (id int, name varchar(9));
        create materialized view counts as select count(*) as number from seen;
        create function size_of(name text) returns int language sql return length(name);
        create view names as select id, name from seen;
        grant select on names to public;
        create function keep() returns trigger language plpgsql as 'begin return new; end';
        create trigger keep before update on seen for each row execute function keep();
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | drop view names; create view names as select id, name from seen;"
                        + " grant select on names to public",
                "0 | drop view names; create view names as select id, name::text, 1 as one from seen;"
                        + " grant select on names to public",
                "1 | drop view names; create view names as select id, name from seen",
                "1 | drop view names; create view names as select id from seen;" + " grant select on names to public",
                "1 | drop view names; create view names as select id, name::varchar(5) from seen;"
                        + " grant select on names to public",
                "1 | drop view names",
                "0 | drop trigger keep on seen;"
                        + " create trigger keep before insert on seen for each row execute function keep()",
                "1 | drop trigger keep on seen",
            })
    @DisplayName("S17: a view or a trigger that is made anew in the same transaction is not missed")
    void whatIsMadeAnewIsNotMissed(int missed, String migration) throws Exception {
        var report = Examples.check(
                Examples.migrations("earlier", EARLIER), Examples.migrations("migration", migration + ";"));
        assertThat(report.findings()).noneMatch(finding -> finding.rule().equals("does-not-apply"));
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("object-dropped"))
                .hasSize(missed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop view names; create view names as select id from seen | object-dropped"
                        + " | view names as it was is gone at once | drop view names;",
                "drop function size_of; create function size_of(name text) returns bigint language sql return 1"
                        + " | object-dropped | function size_of(text) as it was is gone | drop function size_of(text);",
                "drop materialized view counts; create materialized view counts as select count(id) as number from seen"
                        + " | view-refreshed | counts cannot be read until | drop materialized view counts;",
                "drop materialized view counts; create materialized view counts as select 1 as one | object-dropped"
                        + " | materialized view counts as it was is gone | drop materialized view counts;",
            })
    @DisplayName("S17: what is made anew as another is found, and the safe way is one of another name")
    void whatIsMadeAnewAsAnotherGetsAnotherName(String migration, String rule, String effect, String drop)
            throws Exception {
        var report = Examples.check(
                Examples.migrations("earlier", EARLIER), Examples.migrations("migration", migration + ";"));
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.effect()).startsWith(effect);
            assertThat(finding.remedy())
                    .startsWith("create …; -- the new one beside the old, under another name")
                    .contains(drop);
        });
    }
}
