package dev.kontor.benchmarks.database;

import java.sql.SQLException;

/// Gives a user who has files some rows of every other kind.
public final class RowsOfAllKinds {

    /// Ids follow from the user and a number, so that rows can refer to each other.
    private static final String ROWS = """
        set session_replication_role = replica;
        create function pg_temp.id(kind text, number bigint) returns uuid
          return md5(kind || ' ' || number || ' of $user')::uuid;

        insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, is_uploaded)
        select f.user_id, f.id, 2, f.size, f.mime_type, f.storage_key || '/older', true
        from files f where f.user_id = '$user' order by f.id limit 1000;
        delete from storage_totals where user_id = '$user';
        select begin_storage_totals('$user');

        insert into shares (user_id, file_id, token)
        select f.user_id, f.id, left(md5('a' || f.id) || md5('b' || f.id), 43)
        from files f where f.user_id = '$user' order by f.id limit 500;

        insert into transactions (id, user_id, type, amount, balance_after, description, hold_id)
        select pg_temp.id('usage', i), '$user', 'usage', -1, 0, 'Thumbnails',
          case when i <= 500 then pg_temp.id('hold', i) end
        from generate_series(1, 2000) i;

        insert into transactions (user_id, type, amount, balance_after, description, refunded_transaction_id)
        select '$user', 'refund', 1, 0, 'Thumbnails', pg_temp.id('usage', i)
        from generate_series(501, 600) i;

        insert into transactions (id, user_id, type, amount, balance_after, description)
        select pg_temp.id('bonus', i), '$user', 'bonus', 5, 0, 'Welcome'
        from generate_series(1, 100) i;

        insert into holds (id, user_id, created_by, status, amount, settled_amount, description, transaction_id,
          expires_at)
        select pg_temp.id('hold', i), '$user', '$user', 'settled', 1, 1, 'Thumbnails', pg_temp.id('usage', i),
          now() + interval '7 days'
        from generate_series(1, 500) i;

        insert into holds (user_id, created_by, amount, description, expires_at)
        select '$user', '$user', 1, 'Thumbnails', now() + interval '7 days'
        from generate_series(1, 100) i;

        insert into expiring_grants (id, user_id, transaction_id, remaining, expires_at)
        select pg_temp.id('grant', i), '$user', pg_temp.id('bonus', i), 4, now() + interval '30 days'
        from generate_series(1, 100) i;

        insert into allocations (user_id, grant_id, transaction_id, amount)
        select '$user', pg_temp.id('grant', i), pg_temp.id('usage', i), 1
        from generate_series(1, 100) i;

        insert into purchases (user_id, package_id, credits, price_amount, currency, payment_link_id)
        select '$user', p.id, p.credits, p.price_amount, p.currency, p.payment_link_id
        from packages p, generate_series(1, 100);

        insert into user_settings (user_id, app_id, settings)
        select '$user', 'app ' || i, '{"theme": "dark"}'
        from generate_series(1, 20) i;

        insert into quotas (user_id, bytes) values ('$user', 1099511627776);

        insert into exports (id, user_id, status, expires_at)
        values (pg_temp.id('export', 1), '$user', 'ready', now() + interval '7 days');
        """;

    private RowsOfAllKinds() {}

    /// @param user letters and digits
    public static void add(BenchmarkServer server, String database, String user) throws SQLException {
        server.execute(database, ROWS.replace("$user", user));
    }
}
