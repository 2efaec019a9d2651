package dev.kontor.benchmarks.section;

/// What the hot account is measured against: statements without a program around them.
final class SpendScripts {

    /// The least that a spend can be: the guarded update with its row in the ledger.
    static final String BARE = """
        with changed as (
          update balances
          set amount = amount - 1, version = version + 1
          where user_id = 'hot' and amount >= 1
          returning *
        )
        insert into transactions (user_id, type, amount, balance_after, description, created_at)
        select user_id, 'usage', -1, amount, 'Thumbnails', updated_at
        from changed;
        """;

    /// The same with an `Idempotency-Key`: what a spend must send, one statement after the other.
    static final String WITH_KEY = """
        \\set key random(1, 9000000000000000)
        begin;
        select pg_try_advisory_xact_lock(2, hashtext('UseCredits ' || :key || ' hot')), k.answer
        from (values (1)) as one
        left join idempotency_keys k
          on k.user_id = 'hot' and k.operation = 'UseCredits' and k.key = (:key)::text;
        %s
        insert into idempotency_keys (user_id, operation, key, fingerprint, answer)
        values ('hot', 'UseCredits', (:key)::text, repeat('0', 64), repeat('x', 400))
        on conflict do nothing;
        end;
        """.formatted(BARE);

    private SpendScripts() {}
}
