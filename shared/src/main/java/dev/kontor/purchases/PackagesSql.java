package dev.kontor.purchases;

import dev.kontor.shared.database.Filter;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.GuardSql;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;

/// The statements of [Packages].
final class PackagesSql {

    private static final Fragment COLUMNS = new Fragment("columns", """
        k.id, k.name, k.description, k.credits, k.price_amount, k.currency, k.payment_link_id,
        k.payment_link_url, k.is_active, k.sort_order, k.created_at, k.updated_at
        """);

    static final Query CREATE = new Query("packages.create", """
        insert into packages as k (
          name, description, credits, price_amount, currency, payment_link_id, payment_link_url,
          is_active, sort_order)
        values (
          :name, :description, :credits, :price_amount, :currency, :payment_link_id,
          :payment_link_url, :is_active, :sort_order)
        returning
          <columns>
        """, COLUMNS);

    static final Filter ACTIVE = new Filter("active", "is_active");

    static final ListQuery LIST = ListQuery.named("packages.list")
            .sortedBy(Packages.SORTS)
            .filteredBy(ACTIVE)
            .of("k", COLUMNS, """
                select *
                from packages
                where true
                  <filters>
                """);

    /// A member that the patch does not have is null here. Only the description can become null.
    static final Query UPDATE = new Query("packages.update", """
        with target as (
          select k.id, k.updated_at
          from packages k
          where k.id = :id
          for no key update
        ),
        changed as (
          update packages k
          set name = coalesce(:name, k.name),
            description = case when :sets_description then :description else k.description end,
            credits = coalesce(:credits, k.credits),
            price_amount = coalesce(:price_amount, k.price_amount),
            currency = coalesce(:currency, k.currency),
            payment_link_id = coalesce(:payment_link_id, k.payment_link_id),
            payment_link_url = coalesce(:payment_link_url, k.payment_link_url),
            is_active = coalesce(:is_active, k.is_active),
            sort_order = coalesce(:sort_order, k.sort_order)
          from target
          where k.id = target.id
            and :changes
            and <if_match>
          returning k.*
        )
        select
          case
            when k.id is not null then null
            when not exists (select from target) then 'NO_PACKAGE'
            else 'CHANGED_SINCE'
          end as refusal,
          <columns>
        from (values (1)) as one
        left join (
          select *
          from changed
          union all
          select k.*
          from target
          join packages k on k.id = target.id
          where not :changes and <if_match>
        ) k on true
        """, COLUMNS, GuardSql.IF_MATCH);

    static final Query DEACTIVATE = new Query("packages.deactivate", """
        with target as (
          select k.id, k.updated_at
          from packages k
          where k.id = :id
          for no key update
        ),
        changed as (
          update packages k
          set is_active = false
          from target
          where k.id = target.id
            and k.is_active
            and <if_match>
        )
        select case
          when not exists (select from target) then 'NO_PACKAGE'
          when not (select <if_match> from target) then 'CHANGED_SINCE'
        end as refusal
        """, GuardSql.IF_MATCH);

    private PackagesSql() {}
}
