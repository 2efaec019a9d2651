package dev.kontor.shared.database;

import static dev.kontor.testing.Store.USER;

import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.UUID;

/// A store of realistic size: one user with 100,000 files in 3,000 folders, among [#OTHERS] with 1,000
/// each, 200 with 100 folders, and one with ten files. One folder is big, a few are middling, the rest
/// small; one tag is on many files. Where tests are thorough, the user has a million: the others are in
/// no folder, but one in ten of them in the big one.
final class CrowdedStore {

    /// Ten files, in no folder.
    static final String SMALL_USER = "user of ten files";

    /// 20,000 files; 110,000 where tests are thorough.
    static final UUID BIG_FOLDER = id("folder", 1);

    /// 5,000 files.
    static final UUID LARGE_FOLDER = id("folder", 3);

    /// 1,500 files.
    static final UUID MIDDLING_FOLDER = id("folder", 2);

    /// About 20 files, and a subtree.
    static final UUID SMALL_FOLDER = id("folder", 200);

    static final UUID FILE = id("file", 77_777);

    /// 250 folders below it, with 10 files each; all of that is one batch.
    static final UUID TRASHED_FOLDER = id("trashed", 0);

    static final UUID TRASHED_FILE = id("file", 21);

    /// A batch of the same size that is marked as deleted for good.
    static final UUID TRASH_ITEM = id("item", 1);

    /// On 5,000 files.
    static final UUID COMMON_TAG = id("tag", 1);

    /// On about 125 files.
    static final UUID RARE_TAG = id("tag", 100);

    /// A usage with a refund.
    static final UUID EXPORT = id("export", 1);

    static final UUID TRANSACTION = id("transaction", 77_776);

    /// The shares of a file, of the big folder, and of one whose subtree has the small folder.
    static final String FILE_TOKEN = token(1);

    static final String BIG_FOLDER_TOKEN = token(2);
    static final String FOLDER_TOKEN = token(3);

    static final String COMMON_TYPE = "image/jpeg";
    static final String RARE_TYPE = "application/x-7";

    /// Users with 1,000 files and transactions each. The planner expects as many rows of a user as users
    /// have on average.
    private static final int OTHERS = Repetitions.of(60, 200);

    private CrowdedStore() {}

    /// Indexing all rows at the end takes a fraction of the time.
    static Store open() throws SQLException {
        var store = Store.open();
        var postgres = store.postgres();
        var indexes = indexes(postgres, "pg_get_indexdef(indexrelid)");
        postgres.execute(indexes(postgres, "'drop index ' || indexrelid::regclass"));
        fillCredits(postgres);
        fillPurchases(postgres);
        fillFiles(postgres);
        fillExports(postgres);
        postgres.execute("set maintenance_work_mem = '256MB'; " + indexes);
        postgres.execute("analyze");
        // Not within a transaction, and so that an index alone can answer a count, as autovacuum
        // sees to elsewhere.
        postgres.execute("vacuum");
        return store;
    }

    /// A statement for each index that no constraint needs.
    private static String indexes(TestDatabase postgres, String statement) throws SQLException {
        return String.join(";\n", postgres.query("""
            select %s from pg_index
            where indrelid::regclass::text in (select tablename from pg_tables where schemaname = 'public')
              and not exists (select from pg_constraint where conindid = indexrelid)
            """.formatted(statement)));
    }

    private static String token(int i) {
        return "token" + "0".repeat(37) + i;
    }

    /// The id that the statements below give the i-th row of a kind.
    private static UUID id(String kind, int i) {
        try {
            var digest = java.security.MessageDigest.getInstance("MD5");
            var bytes = digest.digest((kind + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            var buffer = java.nio.ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /// 20,000 balances. One user with 100,000 transactions, among [#OTHERS] with 1,000 each: seven
    /// of ten are usages, two are refunds. And 100,000 idempotency keys: half belong to one user, a
    /// tenth have expired. One user with 20,000 holds, of which ten are open, and 1,000 grants that
    /// expire, of which ten have something left, among [#OTHERS] with a hundredth of that each.
    private static void fillCredits(TestDatabase postgres) throws SQLException {
        postgres.execute("""
            set session_replication_role = replica;

            insert into balances (user_id, amount)
            select '%1$s', 1000000
            union all
            select 'user ' || u, 1000 from generate_series(1, 20000) as u;

            insert into transactions (
              id, user_id, type, amount, balance_after, description, refunded_transaction_id, created_at)
            select
              md5('transaction' || i)::uuid, user_id, type,
              case type when 'usage' then -10 else 1 end, 1000, 'a description',
              case type when 'refund' then md5('transaction' || i - 2)::uuid end,
              timestamptz '2025-01-01' + i * interval '1 minute'
            from (
              select
                i, case when i <= 100000 then '%1$s' else 'user ' || 1 + (i - 100001) / 1000 end as user_id,
                (case
                  when i %% 10 < 7 then 'usage'
                  when i %% 10 < 9 then 'refund'
                  when i %% 100 = 9 then 'purchase'
                  when i %% 100 = 19 then 'adjustment'
                  else 'bonus'
                end)::transaction_type as type
              from generate_series(1, %2$d) as i
            ) as numbered;

            update balances set held = 50, expiring = 100, next_expiry_at = now() + interval '1 day'
            where user_id = '%1$s' or substring(user_id from 6)::int <= %3$d;

            insert into expiring_grants (id, user_id, transaction_id, remaining, expires_at)
            select
              md5('grant' || i)::uuid, case when i <= 1000 then '%1$s' else 'user ' || 1 + (i - 1001) / 10 end,
              md5('transaction' || i)::uuid, case when i %% 100 = 0 then 10 else 0 end,
              now() + i * interval '1 hour'
            from generate_series(1, 1000 + %3$d * 10) as i;

            insert into holds (id, user_id, created_by, status, amount, description, expires_at, created_at)
            select
              md5('hold' || i)::uuid, user_id, user_id,
              (case when i %% 2000 = 0 then 'open' else 'released' end)::hold_status, 5, 'a description',
              now() + interval '1 day', timestamptz '2025-01-01' + i * interval '1 minute'
            from (
              select i, case when i <= 20000 then '%1$s' else 'user ' || 1 + (i - 20001) / 200 end as user_id
              from generate_series(1, 20000 + %3$d * 200) as i
            ) as numbered;

            insert into allocations (user_id, grant_id, transaction_id, amount)
            select user_id, id, md5('usage' || n || id)::uuid, 1
            from expiring_grants, generate_series(1, 20) as n;

            insert into idempotency_keys (user_id, operation, key, fingerprint, answer, created_at)
            select
              case when i %% 2 = 0 then '%1$s' else 'user ' || i %% 200 end,
              case when i %% 5 = 0 then 'CreateFile' else 'UseCredits' end,
              md5('key' || i), repeat('0', 64), repeat('an answer ', 50),
              now() - i * interval '26.4 hours' / 100000
            from generate_series(1, 100000) as i;
            """.formatted(USER, 100_000 + OTHERS * 1_000, OTHERS));
    }

    /// 5,000 packages, most of them no longer sold. One user with 20,000 purchases, among 200 with 100
    /// each; all but a few are paid.
    /// An export of each user who has purchases, and 200 of them with 200 entries and 20 parts.
    private static void fillExports(TestDatabase postgres) throws SQLException {
        postgres.execute("""
            insert into exports (id, user_id, lease_id, lease_expires_at)
            select md5('export' || row_number() over (order by u.user_id <> '%1$s'))::uuid, u.user_id,
              gen_random_uuid(), now()
            from (select distinct user_id from purchases union select '%1$s') u;
            insert into exports (user_id, status, expires_at, created_at)
            select e.user_id, 'ready', now() + i * interval '1 hour', now() - i * interval '1 day'
            from exports e, generate_series(1, 20) i;
            insert into export_entries (user_id, export_id, number, name, storage_key, is_large, modified_at)
            select e.user_id, e.id, i, 'files/' || i, 'files/' || i, false, now()
            from (select * from exports where status = 'running' order by user_id <> '%1$s' limit 200) e,
              generate_series(1, 200) i;
            insert into export_parts (user_id, export_id, number, size, etag)
            select e.user_id, e.id, i, 1, ''
            from (select * from exports where status = 'running' order by user_id <> '%1$s' limit 200) e,
              generate_series(1, 20) i;
            """.formatted(USER));
    }

    private static void fillPurchases(TestDatabase postgres) throws SQLException {
        postgres.execute("""
            set session_replication_role = replica;

            insert into packages (
              id, name, description, credits, price_amount, currency, payment_link_id, payment_link_url, is_active,
              sort_order)
            select
              md5('package' || i)::uuid, 'package ' || i, repeat('a description ', 40), 500, 499, 'eur', 'plink_' || i,
              'https://buy.stripe.com/' || i, i %% 50 = 0, i
            from generate_series(1, 5000) as i;

            insert into purchases (
              id, user_id, package_id, credits, price_amount, currency, payment_link_id, status, payment_id,
              transaction_id, completed_at, created_at)
            select
              md5('purchase' || i)::uuid, case when i %% 2 = 0 then '%1$s' else 'user ' || i %% 400 end,
              md5('package' || 1 + i %% 5000)::uuid, 500, 499, 'eur', 'plink_' || 1 + i %% 5000,
              case when i %% 100 = 0 then 'pending' else 'completed' end::purchase_status,
              case when i %% 100 > 0 then 'pi_' || i end,
              case when i %% 100 > 0 then md5('given' || i)::uuid end, case when i %% 100 > 0 then t end, t
            from generate_series(1, 40000) as i,
              lateral (values (timestamptz '2025-01-01' + i * interval '1 minute')) as at (t);

            insert into payments (payment_id) select 'pi_' || i from generate_series(1, 40000) as i;
            """.formatted(USER));
    }

    private static void fillFiles(TestDatabase postgres) throws SQLException {
        postgres.execute("""
            -- Neither triggers nor foreign keys: the rows are right, and there are many.
            set session_replication_role = replica;

            insert into folders (id, user_id, parent_folder_id, name, is_favorite, created_at, updated_at)
            select
              md5('folder' || i)::uuid, '%1$s',
              case when i > 300 then md5('folder' || (1 + i %% 300))::uuid end,
              'folder ' || i, i %% 50 = 0, t, t + i::bigint * 7919 %% 100000 * interval '1 second'
            from generate_series(1, 3000) as i,
              lateral (values (timestamptz '2025-01-01' + i * interval '1 hour')) as at (t);

            insert into folders (user_id, name)
            select 'user ' || u, 'folder ' || i
            from generate_series(1, 200) as u, generate_series(1, 100) as i;

            insert into files (
              id, user_id, parent_folder_id, name, mime_type, size, storage_path, storage_key,
              description, is_favorite, is_deleted, deleted_at, created_at, updated_at)
            select
              md5('file' || i)::uuid, '%1$s',
              case
                when i > 100000 then case when i %% 10 = 0 then md5('folder1')::uuid end
                when i %% 100 < 20 then md5('folder1')::uuid
                when i %% 1000 between 20 and 34 then md5('folder2')::uuid
                when i %% 100 between 84 and 88 then md5('folder3')::uuid
                when i %% 100 < 90 then md5('folder' || (4 + i %% 2997))::uuid
              end,
              case
                when i = 77777 then 'the name of file 77777.bin'
                else left(md5('name' || i), 12) || '.bin'
              end,
              case when i %% 10 < 6 then 'image/jpeg' else 'application/x-' || i %% 200 end,
              i::bigint * 7919 %% 10000019, 'files/' || i, 'files/' || i,
              case when i %% 5 = 2 then 'a description, on ' || i end,
              i %% 100 = 0, i %% 20 = 1, case when i %% 20 = 1 then now() end,
              t, t + i::bigint * 7919 %% 100000 * interval '1 second'
            from generate_series(1, %3$d) as i,
              lateral (values (timestamptz '2025-01-01' + i * interval '1 minute')) as at (t);

            insert into files (
              user_id, name, mime_type, size, storage_path, storage_key, is_deleted, deleted_at)
            select
              'user ' || u, 'file ' || i, 'text/plain', i, 'p', u || '/' || i,
              i %% 5 = 0, case when i %% 5 = 0 then now() end
            from generate_series(1, %4$d) as u, generate_series(1, 1000) as i;

            insert into files (user_id, name, mime_type, size, storage_path, storage_key)
            select '%2$s', 'file ' || i, 'image/jpeg', i, 'p', 'few/' || i from generate_series(1, 10) as i;

            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, is_uploaded)
            select user_id, id, version, size, mime_type, storage_key || '/' || version, size %% 500 <> 1
            from files, generate_series(1, 2) as version
            where version = 1 or size %% 10 = 0;

            insert into trash_items (user_id, file_id)
            select user_id, id from files where is_deleted;

            insert into trash_items (id, user_id, folder_id, is_purged, created_at)
            select
              md5('item' || b)::uuid, '%1$s', md5('trashed' || b * 251)::uuid, b %% 2 = 1,
              now() - b * interval '1 day'
            from generate_series(0, 9) as b;

            insert into folders (id, user_id, parent_folder_id, name, is_deleted, deleted_at, trash_id)
            select
              md5('trashed' || i)::uuid, '%1$s', case when i %% 251 > 0 then md5('trashed' || i - i %% 251)::uuid end,
              'trashed ' || i, true, now(), md5('item' || i / 251)::uuid
            from generate_series(0, 2509) as i;

            insert into files (
              user_id, parent_folder_id, name, mime_type, size, storage_path, storage_key, is_deleted, deleted_at)
            select '%1$s', md5('trashed' || i %% 2510)::uuid, 'trashed ' || i, 'text/plain', i, 'p', 'trashed/' || i,
              true, now()
            from generate_series(1, 25100) as i;

            insert into object_deletions (storage_key, updated_at)
            select 'files/deleted/' || i, timestamptz '2025-01-01' + i * interval '1 second'
            from generate_series(1, 20000) as i;

            insert into tags (id, user_id, name)
            select md5('tag' || i)::uuid, '%1$s', 'tag ' || i from generate_series(1, 200) as i;

            insert into tags (user_id, name)
            select 'user ' || u, 'tag ' || i
            from generate_series(1, 200) as u, generate_series(1, 5) as i;

            insert into file_tags (user_id, file_id, tag_id)
            select '%1$s', md5('file' || i)::uuid, md5('tag1')::uuid
            from generate_series(3, 100000, 20) as i
            union all
            select '%1$s', md5('file' || i)::uuid, md5('tag' || (2 + i / 4 %% 199))::uuid
            from generate_series(2, 100000, 4) as i;

            insert into users (user_id, email, role, tags, metadata, created_at, updated_at)
            select
              case when u = 1 then '%1$s' else 'user ' || u end, u || '@example.com', 'user',
              case
                when u %% 3 = 0 then jsonb_build_array('common', 'rare ' || u %% 1000)
                when u %% 10 = 1 then jsonb_build_array('rare ' || u %% 1000)
                else '[]'
              end,
              jsonb_build_object('about', repeat('x', 200)),
              t, t + u::bigint * 7919 %% 100000 * interval '1 second'
            from generate_series(1, 30000) as u,
              lateral (values (timestamptz '2025-01-01' + u * interval '1 minute')) as at (t);

            insert into quotas (user_id, bytes) select user_id, 1 << 30 from users;
            insert into storage_totals (user_id) select user_id from users;
            insert into erasures (user_id) select user_id from users where user_id <> '%1$s';

            insert into shares (user_id, file_id, folder_id, token)
            values
              ('%1$s', md5('file77777')::uuid, null, 'token' || lpad('1', 38, '0')),
              ('%1$s', null, md5('folder1')::uuid, 'token' || lpad('2', 38, '0')),
              ('%1$s', null, md5('folder200')::uuid, 'token' || lpad('3', 38, '0'));

            insert into shares (user_id, file_id, token, created_at)
            select
              '%1$s', md5('file' || i)::uuid, 'token' || lpad(i::text, 38, '0'),
              timestamptz '2025-01-01' + i * interval '1 minute'
            from generate_series(10, 50000, 10) as i;

            insert into shares (user_id, folder_id, token)
            select user_id, id, 'folders' || md5(id::text) || left(md5(name), 4)
            from folders where user_id <> '%1$s';

            insert into user_settings (user_id, app_id, settings)
            select 'user ' || u, case when a > 0 then 'app ' || a end, '{"a": 1}'
            from generate_series(1, 5000) as u, generate_series(0, 3) as a;
            """.formatted(USER, SMALL_USER, Repetitions.of(100_000, 1_000_000), OTHERS));
    }
}
