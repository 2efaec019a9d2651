package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class SeedCommandTest {
    private static final String MADE = "the local database has the rows of events/seed.sql\n";

    /// Makes rows of another user that the clean-ups have to delete.
    private static final String DUE = """
        with f as (
          insert into files (id, user_id, name, mime_type, size, storage_path, storage_key, is_deleted, deleted_at)
          values ('%1$s', 'due', 'unfinished', 'a/b', 1, 'p', 'files/%1$s/%1$s', false, null),
                 ('%2$s', 'due', 'trashed', 'a/b', 1, 'p', 'files/%2$s/%2$s', true, now() - interval '31 days')
          returning *
        ), v as (
          insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, is_uploaded, created_at, updated_at)
          select user_id, id, 1, size, mime_type, storage_key, is_deleted, t, t
          from f, (select now() - interval '25 hours') as at (t)
        ), t as (
          insert into trash_items (user_id, file_id, created_at)
          select user_id, id, deleted_at from f where is_deleted
        ), k as (
          insert into idempotency_keys (user_id, operation, key, fingerprint, answer, created_at)
          values ('due', 'CreateTag', 'old', repeat('0', 64), '{}', now() - interval '25 hours')
        )
        select count(*) from f
        """.formatted(UUID.randomUUID(), UUID.randomUUID());

    private static final String STILL_DUE = """
        select (select count(*) from files where user_id = 'due')
          + (select count(*) from idempotency_keys where user_id = 'due')
        """;

    /// Selects the rows of the events' user, without the times they were made at.
    private static final String ROWS = """
        select jsonb_build_object(
          'folders', (select jsonb_agg(name order by name) from folders where user_id like 'otUe%'),
          'files', (select jsonb_agg(name order by name) from files where user_id like 'otUe%'),
          'versions', (select count(*) from file_versions where user_id like 'otUe%'),
          'trash', (select count(*) from trash_items where user_id like 'otUe%'),
          'tags', (select jsonb_agg(color) from tags where user_id like 'otUe%'),
          'shares', (select count(*) from shares where user_id like 'otUe%'),
          'balance', (select amount from balances where user_id like 'otUe%'),
          'transactions', (select count(*) from transactions where user_id like 'otUe%'),
          'keys', (select count(*) from idempotency_keys where user_id like 'otUe%'))::text
        """;

    @TempDir
    private Path root;

    @Test
    void theRowsAreMadeAnewAndTheCleanUpsLeaveThem() throws Exception {
        prepare();
        assertThat(KontorProcess.run(root, "seed").output()).isEqualTo(MADE);
        String made;
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            run.awaitReady();
            assertThat(KontorProcess.run(root, "seed").output()).isEqualTo(MADE);
            made = sql(ROWS);
            assertThat(made)
                    .contains("\"balance\": 380", "\"files\": [\"Budget.xlsx\", \"Draft.txt\", \"Interview.mp4\"]");
            spoil();
            assertThat(sql(ROWS)).isNotEqualTo(made);

            assertThat(KontorProcess.run(root, "seed").output()).isEqualTo(MADE);
            assertThat(sql(ROWS)).isEqualTo(made);
            sql(DUE);
        }
        // The clean-ups run at the start, and then every hour.
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            run.awaitReady();
            while (!sql(STILL_DUE).equals("0")) {
                Thread.sleep(50);
            }
            assertThat(sql(ROWS)).isEqualTo(made);
        }
    }

    @Test
    void aDatabaseWithoutTheTablesIsToldInOneLine() throws Exception {
        Files.createDirectories(root.resolve("events"));
        Files.copy(Path.of("..", "events", "seed.sql"), root.resolve("events/seed.sql"));

        var outcome = KontorProcess.run(root, "seed");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors()).startsWith("kontor: nothing was changed: ").hasLineCount(1);
    }

    private void prepare() throws IOException {
        EarlierRun.leaveIn(root);
        Files.createDirectories(root.resolve("events"));
        Files.copy(Path.of("..", "events", "seed.sql"), root.resolve("events/seed.sql"));
    }

    /// Changes the rows as the events would.
    private void spoil() throws IOException, SQLException {
        sql("update tags set color = '#000000' where user_id like 'otUe%' returning 1");
        sql("delete from trash_items where user_id like 'otUe%' returning 1");
        sql("update balances set amount = 385, version = 3 where user_id like 'otUe%' returning 1");
        sql("""
            insert into transactions (user_id, type, amount, balance_after, description)
            select user_id, 'bonus', 5, 385, 'for a test' from balances where user_id like 'otUe%' returning 1
            """);
        sql("""
            insert into idempotency_keys (user_id, operation, key, fingerprint, answer)
            select user_id, 'CreateTag', 'one', repeat('0', 64), '{}' from balances where user_id like 'otUe%'
            returning 1
            """);
    }

    private String sql(String statement) throws IOException, SQLException {
        return KontorProcess.sql(root, statement);
    }
}
