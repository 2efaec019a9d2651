package dev.kontor.users;

import dev.kontor.quotas.QuotaRowSql;
import dev.kontor.shared.database.Filter;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.GuardSql;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;

/// The statements of [Users].
final class UsersSql {

    private static final Fragment COLUMNS =
            new Fragment("columns", "u.id, u.user_id, u.email, u.role, u.tags, u.created_at, u.updated_at");

    /// Writes and locks the row of a user, and returns it, only if their token says something new. So it
    /// usually only reads, which a server that only reads allows. While the user is being erased it always
    /// tries to write, and the trigger of the table refuses that.
    private static final Fragment SEEN = new Fragment("seen", """
        select s.email, s.role, s.tags
        from see_user(:user_id, :email::text, :role::text) s
        where exists (select from erasures e where e.user_id = :user_id)
          or not exists (
            select from users k
            where k.user_id = :user_id
              and k.email is not distinct from coalesce(:email::text, k.email)
              and k.role is not distinct from coalesce(:role::text, k.role)
          )
        """);

    static final Query SEE = new Query("users.see", "<seen>", SEEN);

    /// A statement does not see the row that it writes. So that row comes from `seen`, which writes it.
    static final Query ME = new Query("users.me", """
        with seen as (
          <seen>
        ),
        known as (
          select tags, email, role
          from seen
          union all
          select k.tags, k.email, k.role
          from users k
          where k.user_id = :user_id and not exists (select from seen)
        )
        select
          known.email, known.role, known.tags,
          (select count(*) from files f where f.user_id = :user_id and not f.is_deleted)
            as file_count,
          case when b.next_expiry_at <= now() then 'EXPIRY_DUE' end as refusal,
          coalesce(b.amount, 0) as amount,
          coalesce(b.version, 0) as version,
          <quota>
        from known
        left join balances b on b.user_id = :user_id
        <quota_rows>
        """, SEEN, QuotaRowSql.COLUMNS, QuotaRowSql.JOINED);

    static final Filter TAGGED = new Filter("tagged", "tags @> to_jsonb(array[:tag::text])");

    static final ListQuery LIST = ListQuery.named("users.list")
            .sortedBy(Users.SORTS)
            .filteredBy(TAGGED)
            .of("u", COLUMNS, """
                select id, user_id, email, role, tags, created_at, updated_at
                from users
                where true
                  <filters>
                """);

    static final Query REPLACE_TAGS = new Query("users.replaceTags", """
        with target as (
          select u.id, u.updated_at
          from users u
          where u.user_id = :user_id
          for no key update
        ),
        changed as (
          update users u
          set tags = to_jsonb(:tags::text[])
          from target
          where u.user_id = :user_id
            and u.id = target.id
            and <if_match>
          returning u.*
        )
        select
          case
            when u.id is not null then null
            when not exists (select from target) then 'NO_USER'
            else 'CHANGED_SINCE'
          end as refusal,
          <columns>
        from (values (1)) as one
        left join changed u on true
        """, COLUMNS, GuardSql.IF_MATCH);

    private UsersSql() {}
}
