package dev.kontor.benchmarks;

import static dev.kontor.testing.Store.USER;

import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.run.Migrator;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.testing.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/// A store of millions of files on a PostgreSQL of its own, below `target/`, gone when it is
/// closed. Every tenth file is the user's, so that they lie all over the table, as they do where
/// many users store at the same time. Filled without the indexes of `files`, which are built
/// afterwards.
record LargeStore(EmbeddedPostgres server, TestDatabase postgres, Store store, List<Index> indexes)
        implements AutoCloseable {

    /// The id that the statements below give the i-th of a kind.
    static final UUID FOLDER = UUID.fromString("f01de700-0000-4000-8000-000000000007");

    /// On one of 20 of the user's files.
    static final UUID COMMON_TAG = UUID.fromString("7a600000-0000-4000-8000-000000000001");

    /// On one of 8,000 of the user's files.
    static final UUID RARE_TAG = UUID.fromString("7a600000-0000-4000-8000-000000000002");

    private static final int FOLDERS = 20_000;

    /// Rows between two lines of progress.
    private static final int CHUNK = 500_000;

    /// An index that no constraint needs.
    record Index(String name, String definition) {}

    /// @param files in all; a tenth of them the user's
    static LargeStore load(int files) throws IOException, SQLException {
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(Path.of("target", "benchmark"))
                .setLocaleConfig("locale", "C")
                .setServerConfig("shared_buffers", "2GB")
                .setServerConfig("maintenance_work_mem", "1GB")
                .setServerConfig("max_wal_size", "20GB")
                .setServerConfig("fsync", "off")
                .setOutputRedirector(Redirect.DISCARD)
                .setErrorRedirector(Redirect.DISCARD)
                .start();
        var postgres = new TestDatabase("postgres", server.getPort());
        var report = new Migrator(new MigrationConfig(postgres.url(), TestDatabase.OWNER, null)).run();
        if (report.failed()) {
            throw new IllegalStateException(report.error());
        }
        var indexes = new ArrayList<Index>();
        for (var definition : postgres.query("""
            select pg_get_indexdef(indexrelid)
            from pg_index
            where indrelid = 'files'::regclass
              and not exists (select from pg_constraint where conindid = indexrelid)
            """)) {
            var name = definition.replaceFirst(".* INDEX (\\w+) .*", "$1");
            indexes.add(new Index(name, definition));
            postgres.execute("drop index " + name);
        }
        var large = new LargeStore(server, postgres, Store.on(postgres), List.copyOf(indexes));
        large.fill(files);
        return large;
    }

    /// Builds those of the indexes that were left out.
    void build(Predicate<Index> which) throws SQLException {
        for (var index : indexes) {
            if (which.test(index)) {
                var start = System.nanoTime();
                postgres.execute(index.definition());
                progress("built %s in %,d s".formatted(index.name(), secondsSince(start)));
            }
        }
        postgres.execute("vacuum analyze");
    }

    @Override
    public void close() throws IOException {
        store.close();
        server.close();
    }

    static void progress(String line) {
        System.err.println(line);
    }

    private void fill(int files) throws SQLException {
        postgres.execute("""
            set session_replication_role = replica;

            insert into folders (id, user_id, parent_folder_id, name, created_at)
            select
              ('f01de700-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, '%1$s',
              case when i >= 100 then ('f01de700-0000-4000-8000-' || lpad((i / 10)::text, 12, '0'))::uuid end,
              'folder ' || i, timestamptz '2020-01-01' + i * interval '2 hours'
            from generate_series(1, %2$d) as i;

            insert into folders (user_id, name)
            select 'user ' || u, 'folder ' || i
            from generate_series(0, 4499) as u, generate_series(1, 20) as i;

            insert into tags (id, user_id, name)
            values ('%3$s', '%1$s', 'common'), ('%4$s', '%1$s', 'rare');
            """.formatted(USER, FOLDERS, COMMON_TAG, RARE_TAG));
        var start = System.nanoTime();
        for (var from = 1; from <= files; from += CHUNK) {
            var to = Math.min(files, from + CHUNK - 1);
            postgres.execute(files(from, to, files));
            progress("%,d of %,d files after %,d s".formatted(to, files, secondsSince(start)));
        }
        postgres.execute("""
            set session_replication_role = replica;
            insert into file_tags (user_id, file_id, tag_id)
            select f.user_id, f.id, t.id
            from files f
            join tags t on t.user_id = f.user_id
            where f.user_id = '%s'
              and case t.name when 'common' then f.size %% 20 = 0 else f.size %% 8000 = 1 end;
            """.formatted(USER));
    }

    /// Names as cameras, scanners and people give them; one file of five has a description.
    private static String files(int from, int to, int all) {
        return """
            set session_replication_role = replica;
            insert into files (
              id, user_id, parent_folder_id, name, mime_type, size, storage_path, storage_key, description,
              is_favorite, is_deleted, deleted_at, created_at, updated_at)
            select
              ('f11e0000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid,
              case when i %% 10 = 0 then '%1$s' else 'user ' || i::bigint * 7919 %% 4500 end,
              case when i %% 10 = 0 and h %% 5 > 0
                then ('f01de700-0000-4000-8000-' || lpad((1 + h %% %2$d)::text, 12, '0'))::uuid
              end,
              case
                when r < 40 and i < %3$d / 10 then 'CANON' || i || '.jpg'
                when r < 40 then 'IMG_' || to_char(t, 'YYYYMMDD_HH24MISS') || '_' || i || '.jpg'
                when r < 55 then 'DSC' || i || '.JPG'
                when r < 70 then word[1 + h %% 60] || ' ' || word[1 + h / 64 %% 60] || ' ' || i || '.pdf'
                when r < 80 then 'Rechnung ' || i || ' ' || word[1 + h / 7 %% 60] || '.pdf'
                when r < 90 then 'Screenshot ' || to_char(t, 'YYYY-MM-DD HH24.MI.SS') || ' ' || i || '.png'
                else word[1 + h %% 60] || '-' || word[1 + h / 61 %% 60] || '-' || i || '.docx'
              end,
              case
                when r < 55 then 'image/jpeg'
                when r < 80 then 'application/pdf'
                when r < 90 then 'image/png'
                else 'application/msword'
              end,
              h %% 100000000, 'files/' || i, 'files/' || lpad(i::text, 12, '0'),
              case when h %% 5 = 0
                then word[1 + h %% 59] || ' ' || word[1 + h / 59 %% 60] || ' of ' || word[1 + h / 77 %% 60]
              end,
              h %% 1000 = 7, h %% 50 = 3, case when h %% 50 = 3 then now() end,
              t, t + h %% 10000000 * interval '1 second'
            from (
              select
                i, abs(hashint4(i)) as h, abs(hashint4(i + 1)) %% 100 as r,
                timestamptz '2020-01-01' + i * interval '15 seconds' as t,
                string_to_array(
                  'report budget holiday invoice contract meeting notes draft final backup photo scan letter '
                  'project plan summary Übersicht Müller Straße café garden kitchen house travel summer winter '
                  'music video lecture thesis chapter design sketch logo banner customer supplier tax insurance '
                  'medical school family wedding birthday recipe manual license certificate passport map route '
                  'ticket hotel flight train garage bicycle camera tablet résumé', ' ') as word
              from generate_series(%4$d, %5$d) as i
            ) as n
            """.formatted(USER, FOLDERS, all, from, to);
    }

    static long secondsSince(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toSeconds();
    }
}
