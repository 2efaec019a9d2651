-- The privileges. The migrator owns everything here. The functions sign in as kontor_app, which may
-- read and write rows, and cannot change a table.
--
-- A role belongs to the whole server, so it may be there already. It is made without a password: on
-- AWS it signs in by IAM, elsewhere the operator sets one.

do $$
begin
  if not exists (select from pg_roles where rolname = 'kontor_app') then
    create role kontor_app login;
    -- Only where we ourselves sign in by IAM: RDS takes no password of its members, direct or not,
    -- and who makes a role becomes a member of it.
    if exists (select from pg_roles where rolname = 'rds_iam' and pg_has_role(current_user, oid, 'member')) then
      grant rds_iam to kontor_app;
    end if;
  end if;
exception
  when duplicate_object or unique_violation then
    null; -- another database of this server made it at this very moment
end
$$;

-- The time-outs belong to the role and not to a session, because a SET would pin RDS Proxy's
-- connection. They nest: a statement ends before the function does, and that before the API
-- (dev.kontor.shared.Limits has the same numbers, and a test compares them). A role that an operator
-- made gets them too, unless it has settings of its own.
do $$
begin
  if exists (select from pg_roles where rolname = 'kontor_app' and rolconfig is null) then
    alter role kontor_app set statement_timeout = '5s';
    alter role kontor_app set lock_timeout = '4s';
    alter role kontor_app set idle_in_transaction_session_timeout = '10s';
  end if;
exception
  when unique_violation or internal_error then
    null; -- another database of this server sets the same at this very moment
end
$$;

-- Plans are kept, and made for no value in particular (decision 0003).
do $$
begin
  if not exists (
    select
    from pg_roles, unnest(rolconfig) as setting
    where rolname = 'kontor_app' and setting like 'plan_cache_mode=%'
  ) then
    alter role kontor_app set plan_cache_mode = 'force_generic_plan';
  end if;
exception
  when unique_violation or internal_error then
    null; -- another database of this server sets the same at this very moment
  when insufficient_privilege then
    raise warning 'run as who made the role: alter role kontor_app set plan_cache_mode = force_generic_plan';
end
$$;

-- A server that was once older than PostgreSQL 15 still lets everyone make tables here.
revoke create on schema public from public;

alter default privileges in schema public
  grant select, insert, update, delete on tables to kontor_app;

-- Gives the statements that follow in this transaction another time-out than the role's. It ends with
-- the transaction, so it is no state of a session, and RDS Proxy does not pin the connection for it.
create function allow_statement_seconds(seconds integer) returns void
  language plpgsql
as $$
begin
  perform set_config('statement_timeout', seconds || 's', true);
end
$$;
