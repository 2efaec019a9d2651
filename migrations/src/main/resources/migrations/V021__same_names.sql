-- V021: names are the same as V020 has it.
--
-- Why: the old rule took ΚΩΣ.pdf and κωσ.pdf for two names, and a composed é for another letter than one
-- with its accent apart. Of such duplicates the oldest keeps its name; the others are renamed as an upload
-- with onConflict=rename is: "κωσ (2).pdf".
-- Locks: none that anyone waits for: the indexes are built concurrently, outside of a transaction, and each
-- rename commits by itself. For ten million files apply it beforehand by ./kontor migrate, with a
-- MIGRATION_TIMEOUT of an hour.
-- Safe to run again: yes. Somebody may make another duplicate while an index is built, which then fails;
-- the next run renames that one too. Until the new code is there, the old code has no better answer than a
-- 500 to a name that only the new rule takes for a duplicate.

drop index concurrently if exists idx_folders_user_id_parent_folder_name;
do $$
declare
  twin record;
begin
  for twin in
    select id, user_id, parent_folder_id, name, '' as extension
    from (
      select *, row_number() over (partition by user_id, parent_folder_id, name_hash(name) order by created_at, id) as place
      from folders
      where not is_deleted
    ) as placed
    where place > 1
  loop
    perform pg_advisory_xact_lock(1, hashtext(twin.user_id));
    update folders
    set name = (
      select numbered.name
      from
        generate_series(2, 10000) as number,
        concat(' (', number, ')', twin.extension) as ending,
        lateral (
          select left(left(twin.name, char_length(twin.name) - char_length(twin.extension)), 500 - char_length(ending))
            || ending as name
        ) as numbered
      where not exists (
        select
        from folders s
        where s.user_id = twin.user_id and s.parent_folder_id is not distinct from twin.parent_folder_id
            and not s.is_deleted and name_hash(s.name) = name_hash(numbered.name)
      )
      order by number
      limit 1
    )
    where id = twin.id and name = twin.name;
    commit;
  end loop;
end
$$;
create unique index concurrently idx_folders_user_id_parent_folder_name on folders
  (user_id, parent_folder_id, name_hash(name)) nulls not distinct where not is_deleted;

drop index concurrently if exists idx_files_user_id_parent_folder_name;
do $$
declare
  twin record;
begin
  for twin in
    select id, user_id, parent_folder_id, name, coalesce(substring(name from '^.+(\.[^.]{0,31})$'), '') as extension
    from (
      select *, row_number() over (partition by user_id, parent_folder_id, name_hash(name) order by created_at, id) as place
      from files
      where not is_deleted
    ) as placed
    where place > 1
  loop
    perform pg_advisory_xact_lock(1, hashtext(twin.user_id));
    update files
    set name = (
      select numbered.name
      from
        generate_series(2, 10000) as number,
        concat(' (', number, ')', twin.extension) as ending,
        lateral (
          select left(left(twin.name, char_length(twin.name) - char_length(twin.extension)), 500 - char_length(ending))
            || ending as name
        ) as numbered
      where not exists (
        select
        from files s
        where s.user_id = twin.user_id and s.parent_folder_id is not distinct from twin.parent_folder_id
            and not s.is_deleted and name_hash(s.name) = name_hash(numbered.name)
      )
      order by number
      limit 1
    )
    where id = twin.id and name = twin.name;
    commit;
  end loop;
end
$$;
create unique index concurrently idx_files_user_id_parent_folder_name on files
  (user_id, parent_folder_id, name_hash(name)) nulls not distinct where not is_deleted;

drop index concurrently if exists idx_tags_user_id_name;
do $$
declare
  twin record;
begin
  for twin in
    select id, user_id, name, '' as extension
    from (
      select *, row_number() over (partition by user_id, name_hash(name) order by created_at, id) as place
      from tags
    ) as placed
    where place > 1
  loop
    perform pg_advisory_xact_lock(1, hashtext(twin.user_id));
    update tags
    set name = (
      select numbered.name
      from
        generate_series(2, 10000) as number,
        concat(' (', number, ')', twin.extension) as ending,
        lateral (
          select left(left(twin.name, char_length(twin.name) - char_length(twin.extension)), 100 - char_length(ending))
            || ending as name
        ) as numbered
      where not exists (
        select
        from tags s
        where s.user_id = twin.user_id and name_hash(s.name) = name_hash(numbered.name)
      )
      order by number
      limit 1
    )
    where id = twin.id and name = twin.name;
    commit;
  end loop;
end
$$;
create unique index concurrently idx_tags_user_id_name on tags (user_id, name_hash(name));
