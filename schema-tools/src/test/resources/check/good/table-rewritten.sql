alter table books add column token_id uuid;
alter table books alter column token_id set default gen_random_uuid();
alter table books add column read_at timestamptz default now();
---- next migration
alter table authors alter column name type text;
