-- V018: plans are kept.
--
-- Why: most of a small statement's time went into planning it. The functions prepare each statement
-- once, and no statement needs a plan of its own for each value. Left to itself, the server would go on
-- planning for users with fewer rows than most.
-- Locks: none; it changes a setting of the functions' role, which a session takes when it begins.
-- Safe to run again: yes, it leaves alone what an operator has set.

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
