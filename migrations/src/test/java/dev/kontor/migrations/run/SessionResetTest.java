package dev.kontor.migrations.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.MigratorFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A migration's settings end with it, also those that the header of a dump makes.
final class SessionResetTest extends MigratorFixture {

    /// As `pg_dump` writes it.
    private static final String DUMP = """
        --
        -- PostgreSQL database dump
        --

        \\restrict Mo3hVr1aN5cpXQ0mPLzqYd8J2wK7sUfE

        -- Dumped from database version 17.6

        SET statement_timeout = 0;
        SET lock_timeout = 0;
        SET idle_in_transaction_session_timeout = 0;
        SET client_encoding = 'UTF8';
        SET standard_conforming_strings = on;
        SELECT pg_catalog.set_config('search_path', '', false);
        SET check_function_bodies = false;
        SET xmloption = content;
        SET client_min_messages = warning;
        SET row_security = off;
        SET default_tablespace = '';
        SET default_table_access_method = heap;

        CREATE TABLE public.books (
            id bigint NOT NULL,
            title text DEFAULT '\\restrict a line'::text NOT NULL
        );

        ALTER TABLE ONLY public.books
            ADD CONSTRAINT books_pkey PRIMARY KEY (id);

        --
        -- PostgreSQL database dump complete
        --

        \\unrestrict Mo3hVr1aN5cpXQ0mPLzqYd8J2wK7sUfE

        """;

    @Test
    void aDumpIsAFirstMigration() throws Exception {
        migration("V1__what_was_there.sql", DUMP);
        migration("V2__more.sql", "alter table books add column shelf text; create table more ()");

        assertThat(run(inFolder()).error()).isNull();

        assertThat(database.query("select to_regclass('public.more')")).containsExactly("more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set role pg_monitor",
                "set session authorization pg_monitor",
                "set search_path = nowhere",
                "select set_config('search_path', '', false)"
            })
    void theNextMigrationRunsAsIfItWereTheFirst(String setting) throws Exception {
        migration("V1__setting.sql", setting);
        if (!setting.startsWith("select")) { // which is not allowed beside the index
            migration("V2__alone.sql", setting + "; create index concurrently if not exists idx on tests.rows (id)");
        }
        migration("V3__next.sql", "create table public.seen as select current_user, current_setting('search_path')");
        database.execute("create table tests.rows (id int); grant all on schema tests to public");
        database.execute("alter table tests.rows owner to pg_monitor; grant create on schema tests to pg_monitor");

        assertThat(run(inFolder()).error()).isNull();

        assertThat(database.query("select * from seen")).allMatch(seen -> seen.matches("postgres .*\\bpublic\\b.*"));
    }

    /// PostgreSQL's `deadlock_timeout` of a second, and what a migration waits beyond it.
    @ParameterizedTest
    @ValueSource(strings = {"set lock_timeout = 0", "set local lock_timeout = 0", "set lock_timeout = '1h'"})
    void aMigrationCannotWaitForAsLongAsItLikes(String setting) throws Exception {
        migration("V1__one.sql", setting + "; create table seen as select current_setting('lock_timeout')");

        assertThat(run(inFolder()).error()).isNull();

        assertThat(database.query("select * from seen")).containsExactly("1500ms");
    }

    @Test
    void aMigrationMayWaitForLess() throws Exception {
        migration("V1__one.sql", "set lock_timeout = 77; create table seen as select current_setting('lock_timeout')");

        assertThat(run(inFolder()).error()).isNull();

        assertThat(database.query("select * from seen")).containsExactly("77ms");
    }
}
