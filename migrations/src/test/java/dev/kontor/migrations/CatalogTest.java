package dev.kontor.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.List;

final class CatalogTest {

    @Test
    void everyDifferenceIsToldApart() throws Exception {
        for (var change :
                List.of(
                        "alter table tags alter color type varchar(51)",
                        "alter table tags alter name type varchar(500) collate \"C\"",
                        "alter table tags alter color set default 'red'",
                        "alter table tags alter color set not null",
                        "alter table tags drop constraint ck_tags_color",
                        "alter table tags disable trigger touch_updated_at",
                        "alter table tags enable row level security",
                        "drop index idx_tags_created_at",
                        "drop trigger touch_updated_at on tags",
                        "alter function name_key(text) volatile",
                        "revoke execute on function name_key(text) from public",
                        "revoke delete on tags from kontor_app",
                        "grant update (name) on tags to public",
                        "grant create on schema public to kontor_app",
                        "alter default privileges in schema public grant truncate on tables to"
                                + " kontor_app",
                        "create type mood as enum ('good', 'bad')",
                        "create view recent as select id from tags",
                        "create sequence numbers",
                        "create table more (id int)",
                        "create extension lo")) {
            var database = TestPostgres.createMigratedDatabase();
            var before = catalog(database);
            database.execute(change);
            assertThat(catalog(database)).as(change).isNotEqualTo(before);
        }
    }

    private static Catalog catalog(TestDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            return Catalog.read(connection);
        }
    }
}
