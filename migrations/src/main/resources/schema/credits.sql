-- Credits: the balance of each user, and the ledger that explains it. Whole credits, one currency.
--
-- A balance changes by a statement that also writes the ledger's row, so it is always the sum of
-- its user's transactions. A user without a row in balances has 0.

create type transaction_type as enum ('purchase', 'usage', 'refund', 'bonus', 'adjustment');

-- The version counts the changes, for clients that want to be the only one (expectedVersion). The
-- most that a balance can hold is the largest number that JSON carries exactly to every client.
create table balances (
  id uuid primary key default gen_random_uuid(),
  user_id text not null constraint idx_balances_user_id unique,
  amount bigint not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ck_balances_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_balances_amount check (amount >= 0),
  constraint ck_balances_amount_max check (amount <= 9007199254740991),
  constraint ck_balances_version check (version >= 1)
);

create trigger touch_updated_at before update on balances
  for each row execute function touch_updated_at();

-- The ledger. Usage is negative, an adjustment either way, the rest positive. Rows of one user are
-- written under the lock of the balance's row, so their times are in the order of the changes.
create table transactions (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  type transaction_type not null,
  amount bigint not null,
  balance_after bigint not null,
  app_id varchar(100),
  description text not null,
  metadata jsonb not null default '{}',
  refunded_transaction_id uuid,
  created_at timestamptz not null default now(),
  constraint idx_transactions_user_id unique (user_id, id),
  constraint fk_transactions_refunded_transaction_id foreign key (user_id, refunded_transaction_id)
    references transactions (user_id, id),
  constraint ck_transactions_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_transactions_amount check (
    case type
      when 'usage' then amount < 0
      when 'adjustment' then amount <> 0
      else amount > 0
    end),
  constraint ck_transactions_balance_after check (balance_after >= 0),
  constraint ck_transactions_app_id check (app_id <> ''),
  constraint ck_transactions_metadata check (jsonb_typeof(metadata) = 'object'),
  constraint ck_transactions_refunded_transaction_id
    check ((type = 'refund') = (refunded_transaction_id is not null))
);

create index idx_transactions_created_at on transactions (user_id, created_at, id);
create index idx_transactions_type on transactions (user_id, type, created_at, id);
create index idx_transactions_refunded_transaction_id on transactions (user_id, refunded_transaction_id)
  where refunded_transaction_id is not null;

-- Nobody can change or delete a row of the ledger.
create function refuse_change() returns trigger
  language plpgsql
as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end
$$;

create trigger refuse_change before update or delete on transactions
  for each row execute function refuse_change();
create trigger refuse_truncate before truncate on transactions
  for each statement execute function refuse_change();
revoke update, delete on transactions from kontor_app;

-- All refunds of a usage together never exceed it. Each change of a balance holds the lock of its row,
-- so two refunds at once wait for each other. The second then reads the sum anew, as it does in read
-- committed but not in a stricter isolation.
create function check_refund() returns trigger
  language plpgsql
  set search_path = public, pg_temp -- nobody's temporary table of these names comes first
as $$
declare
  used bigint;
  refunded numeric;
begin
  perform from balances b where b.user_id = new.user_id for no key update;
  if not found or current_setting('transaction_isolation') not like 'read %' then
    raise exception 'a refund needs a balance, and to see every refund so far'
      using errcode = 'check_violation', constraint = 'ck_transactions_refund';
  end if;
  select -t.amount into used
  from transactions t
  where t.user_id = new.user_id and t.id = new.refunded_transaction_id and t.type = 'usage';
  select coalesce(sum(t.amount), 0) into refunded
  from transactions t
  where t.user_id = new.user_id and t.refunded_transaction_id = new.refunded_transaction_id;
  if used is null or refunded + new.amount > used then
    raise exception 'refunds exceed the usage, or it is none'
      using errcode = 'check_violation', constraint = 'ck_transactions_refund';
  end if;
  return new;
end
$$;

create trigger check_refund before insert on transactions
  for each row when (new.type = 'refund') execute function check_refund();
