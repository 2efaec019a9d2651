-- V037: the totals of what was stored before V036.
--
-- Why: the triggers of V036 make a user's totals when a version of theirs changes; here are the others'.
-- Locks: none that anyone waits for: a hundred users at a time, whose uploads wait until they are added up.
-- Adding up a million versions takes a second or two.
-- Safe to run again: yes, it asks for who has no totals.

do $$
declare
  current_user_id text := '';
begin
  while current_user_id is not null loop
    for number in 1..100 loop
      select min(v.user_id) into current_user_id from file_versions v where v.user_id > current_user_id;
      exit when current_user_id is null;
      perform begin_storage_totals(current_user_id)
      where not exists (select from storage_totals s where s.user_id = current_user_id);
    end loop;
    commit;
  end loop;
end
$$;
