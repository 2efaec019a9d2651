package dev.kontor.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What a migration does to the tables that were there, in and outside of a transaction.
final class TableEffectsTest {

    private static final String EARLIER = """
        create table things (id int, name text, box_id int);
        create index idx_things_id on things (id);
        create table boxes (id int primary key, name text);
        create materialized view shown_things as select * from boxes;
        create view seen_boxes as select id from boxes;
        create sequence numbers;
        create table days (day int) partition by range (day);
        create table days_1 partition of days for values from (0) to (10);
        create table days_2 partition of days for values from (10) to (20);
        """;

    @Test
    void effectsOfStatementsInATransaction() throws Exception {
        assertThat(effects("alter table things alter column id type bigint;"))
                .isEqualTo("[AccessExclusiveLock things] reads [things] rewrites [things]");
        assertThat(effects("alter table things add constraint ck_things_id check (id > -9) not valid;"))
                .isEqualTo("[AccessExclusiveLock things] reads [] rewrites []");
        assertThat(effects("alter table things add column more text;"))
                .isEqualTo("[AccessExclusiveLock things] reads [] rewrites []");
        assertThat(effects("truncate boxes;")).isEqualTo("[AccessExclusiveLock boxes] reads [] rewrites []");
        assertThat(effects("refresh materialized view shown_things;"))
                .contains("AccessExclusiveLock shown_things", "rewrites [shown_things]");
        assertThat(effects("create or replace view seen_boxes as select id, name from boxes;"))
                .isEqualTo("[AccessExclusiveLock seen_boxes] reads [] rewrites []");
        assertThat(effects("alter sequence numbers increment 2;"))
                .isEqualTo("[ShareRowExclusiveLock numbers] reads [] rewrites []");
        assertThat(effects("alter table days add constraint ck_days check (day >= -9);"))
                .isEqualTo("[AccessExclusiveLock days] reads [days] rewrites []");
        assertThat(effects("alter table days_1 add constraint ck_days_1 check (day >= -9);"))
                .isEqualTo("[AccessExclusiveLock days_1] reads [days_1] rewrites []");
        assertThat(effects(
                        "create table lids (id int); insert into lids values (1); alter table lids add column a int;"))
                .isEqualTo("[] reads [] rewrites []");
    }

    @Test
    void effectsOfStatementsOutsideOfATransaction() throws Exception {
        assertThat(effects("create index concurrently idx_boxes_name on boxes (name);"))
                .isEqualTo("[ShareUpdateExclusiveLock boxes] reads [boxes] rewrites []");
        assertThat(effects("drop index concurrently if exists idx_things_id;"))
                .isEqualTo("[ShareUpdateExclusiveLock things] reads [] rewrites []");
        assertThat(effects("reindex index concurrently idx_things_id;"))
                .isEqualTo("[ShareUpdateExclusiveLock things] reads [things] rewrites []");
        assertThat(effects("vacuum things;")).isEqualTo("[ShareUpdateExclusiveLock things] reads [] rewrites []");
        assertThat(effects("vacuum full things;")).isEqualTo("[AccessExclusiveLock things] reads [] rewrites [things]");
        assertThat(effects("alter table days detach partition days_1 concurrently;"))
                .isEqualTo("[ShareUpdateExclusiveLock days, AccessExclusiveLock days_1] reads [] rewrites []");
        assertThat(effects("""
            do $$ begin loop
              update things set name = '' where id in (select id from things where name is null limit 1000);
              exit when not found; commit; end loop; end $$;
            """)).isEqualTo("[RowExclusiveLock things] reads [] rewrites []");
    }

    private static String effects(String sql) throws Exception {
        var report = Examples.check(Examples.migrations("earlier", EARLIER), Examples.migrations("x", sql));
        var migration = report.migrations().getFirst();
        assertThat(migration.isApplied()).as(sql).isTrue();
        List<String> locks = migration.locks().stream()
                .map(lock -> lock.mode() + " " + lock.table())
                .toList();
        return "%s reads %s rewrites %s"
                .formatted(
                        locks, migration.effects().reads(), migration.effects().rewrites());
    }
}
