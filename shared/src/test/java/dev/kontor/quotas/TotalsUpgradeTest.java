package dev.kontor.quotas;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.newFile;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.MigratorFixture;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A stack with files of before V036 is migrated while they are deleted, and others change.
@Tag("slow")
final class TotalsUpgradeTest extends MigratorFixture {

    private static final Path MIGRATIONS = Path.of("../migrations/src/main/resources/migrations");
    private static final String FIRST = "V036__quotas.sql";
    private static final int USERS = 250;

    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void theTotalsOfWhatWasThereAreMadeWhileItChanges() throws Exception {
        applyMigrations(MIGRATIONS, file -> file.compareTo(FIRST) < 0);
        fill();
        try (var store = Store.on(database)) {
            Race.of(4, number -> number == 0 ? migrateMeanwhile() : change(number));

            Invariants.assertHold(database);
            assertThat(database.query("select count(*) from storage_totals where user_id like 'user%'"))
                    .containsExactly(Integer.toString(USERS));
            value(store.files().create(USER, newFile("after", null)));
        }
        Invariants.assertHold(database);
    }

    /// Two files each, of which one has content, in two versions that share it.
    private void fill() throws SQLException {
        database.execute("""
            insert into files (id, user_id, name, mime_type, size, storage_path, storage_key)
            select md5('file' || i)::uuid, 'user ' || i %% %1$d, 'file ' || i, 'text/plain', i, 'path', 'key ' || i
            from generate_series(1, 2 * %1$d) as i;

            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, is_uploaded, created_at)
            select
              f.user_id, f.id, n, f.size, f.mime_type, f.storage_key, f.size > %1$d,
              timestamptz '2025-01-01' + n * interval '1 minute'
            from files f, generate_series(1, 2) as n
            where n = 1 or f.size > %1$d;
            """.formatted(USERS));
    }

    private int migrateMeanwhile() {
        unchecked(() -> applyMigrations(MIGRATIONS, file -> true));
        isOver.set(true);
        return 0;
    }

    private int change(int number) {
        try {
            for (var i = number; !isOver.get() || i < USERS / 2; i += 3) {
                var user = 1 + i % (USERS - 1);
                database.execute("""
                    delete from files where id = md5('file' || %1$d)::uuid;
                    update file_versions set is_uploaded = true where file_id = md5('file' || %2$d)::uuid;
                    insert into file_versions (user_id, file_id, version, size, mime_type, storage_key)
                    select user_id, id, 3, 7, mime_type, 'another ' || id from files where id = md5('file' || %3$d)::uuid
                    on conflict do nothing;
                    """.formatted(user + USERS / 2, user, user + USERS));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return 0;
    }
}
