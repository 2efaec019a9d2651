package dev.kontor.tags;

import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.GuardSql;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;

/// The statements of [Tags].
final class TagsSql {

    private static final Fragment COLUMNS =
            new Fragment("columns", "t.id, t.name, t.color, t.created_at, t.updated_at");

    static final Query CREATE = new Query("tags.create", """
        insert into tags (user_id, name, color)
        values (:user_id, :name, :color)
        returning id, name, color, created_at, updated_at
        """);

    static final ListQuery LIST =
            ListQuery.named("tags.list").sortedBy(Tags.SORTS).of("t", COLUMNS, """
                select *
                from tags
                where user_id = :user_id
                """);

    static final Query UPDATE =
            new Query("tags.update", """
                with target as (
                  select t.id, t.updated_at
                  from tags t
                  where t.user_id = :user_id and t.id = :id
                  for no key update
                ),
                changed as (
                  update tags t
                  set name = case when :sets_name then :name else t.name end,
                    color = case when :sets_color then :color else t.color end
                  from target
                  where t.user_id = :user_id
                    and t.id = target.id
                    and :changes
                    and <if_match>
                  returning t.*
                )
                select
                  case
                    when t.id is not null then null
                    when not exists (select from target) then 'NO_TAG'
                    else 'CHANGED_SINCE'
                  end as refusal,
                  <columns>
                from (values (1)) as one
                left join <patched> t on true
                """, COLUMNS, GuardSql.IF_MATCH, GuardSql.patched("tags", "true"));

    /// Deletes the tag; a foreign key deletes its links.
    static final Query DELETE = new Query("tags.delete", """
        with <guarded_delete>
        select case
          when exists (select from deleted) then null
          when not exists (select from target) then 'NO_TAG'
          else 'CHANGED_SINCE'
        end as refusal
        """, GuardSql.deleteById("tags"));

    private TagsSql() {}
}
