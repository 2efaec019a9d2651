package dev.kontor.idempotency;

import dev.kontor.shared.Limits;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.Query;

/// The statements of [IdempotencyKeys].
final class IdempotencyKeysSql {

    /// Takes the key's lock, without waiting, until the transaction ends, and looks whether the key
    /// was used. It may miss a request that commits while this statement begins. Then [#KEEP] finds
    /// that request, or a second claim does after the work was refused.
    static final Query CLAIM = new Query("idempotency.claim", """
        with claim as materialized (
          select pg_try_advisory_xact_lock(
            :key_lock, hashtext(concat_ws(' ', :operation, :key, :user_id))) as is_mine
        )
        select
          case
            when k.fingerprint <> :fingerprint then 'KEY_REUSED'
            when k.id is null and not claim.is_mine then 'KEY_IN_USE'
          end as refusal,
          k.answer
        from claim
        left join idempotency_keys k
          on k.user_id = :user_id
          and k.operation = :operation
          and k.key = :key
          and k.created_at > now() - make_interval(secs => :kept_seconds)
        """);

    /// Keeps an answer. The row of an expired key is used again. If another request with this key
    /// came first, it changes no row, and the caller rolls back.
    static final Query KEEP = new Query("idempotency.keep", """
        insert into idempotency_keys as k (user_id, operation, key, fingerprint, answer)
        values (:user_id, :operation, :key, :fingerprint, :answer)
        on conflict (user_id, operation, key) do update
        set fingerprint = excluded.fingerprint,
          answer = excluded.answer,
          created_at = excluded.created_at
        where k.created_at <= now() - make_interval(secs => :kept_seconds)
        """);

    static final Query DELETE_EXPIRED =
            new Query("idempotency.deleteExpired", """
                delete from idempotency_keys
                where id in (
                  select id
                  from idempotency_keys
                  where created_at <= now() - make_interval(secs => :kept_seconds)
                  order by created_at
                  limit <limit>
                  for update skip locked
                )
                """, Fragment.limit(Limits.PURGE_ROWS_PER_STATEMENT));

    /// The time since the oldest expired key expired, in seconds.
    static final Query OLDEST_WAITING = new Query("idempotency.oldestWaiting", """
        select coalesce(extract(epoch from now() - min(created_at)) - :kept_seconds, 0) as seconds
        from idempotency_keys
        where created_at <= now() - make_interval(secs => :kept_seconds)
        """);

    private IdempotencyKeysSql() {}
}
