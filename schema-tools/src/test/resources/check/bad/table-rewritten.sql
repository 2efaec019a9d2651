alter table books add column token_id uuid default gen_random_uuid(); -- finds table-rewritten, sequence
alter table books add column number bigserial; -- finds table-rewritten
alter table books alter column pages type bigint; -- finds table-rewritten
alter table books add column label text generated always as (lower(title)) stored; -- finds table-rewritten
alter table authors set unlogged; -- finds table-rewritten, several-locks
