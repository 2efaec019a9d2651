-- Credits: the balance of each user, and the ledger that explains it. Whole credits, one currency.
--
-- A balance changes by a statement that also writes the ledger's row, so it is always the sum of
-- its user's transactions. A user without a row in balances has 0.

create type transaction_type as enum ('purchase', 'usage', 'refund', 'bonus', 'adjustment');

-- The version counts the changes, for clients that want to be the only one (expectedVersion). The
-- most that a balance can hold is the largest number that JSON carries exactly to every client.
--
-- held is what open holds have reserved; expiring is what is left of grants that expire, without what is
-- held. Neither a hold nor a grant expires before next_expiry_at; from then on, whoever needs the balance
-- first writes what has expired.
create table balances (
  id uuid primary key default gen_random_uuid(),
  user_id text not null constraint idx_balances_user_id unique,
  amount bigint not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  held bigint not null default 0,
  expiring bigint not null default 0,
  next_expiry_at timestamptz,
  constraint ck_balances_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_balances_amount check (amount >= 0),
  constraint ck_balances_amount_max check (amount <= 9007199254740991),
  constraint ck_balances_version check (version >= 1),
  constraint ck_balances_held check (held between 0 and amount),
  constraint ck_balances_expiring check (expiring between 0 and amount - held)
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
  hold_id uuid,
  expired_transaction_id uuid,
  constraint idx_transactions_user_id unique (user_id, id),
  constraint fk_transactions_refunded_transaction_id foreign key (user_id, refunded_transaction_id)
    references transactions (user_id, id),
  constraint fk_transactions_expired_transaction_id foreign key (user_id, expired_transaction_id)
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
    check ((type = 'refund') = (refunded_transaction_id is not null)),
  constraint ck_transactions_hold_id check (hold_id is null or type = 'usage'),
  constraint ck_transactions_expired_transaction_id
    check (expired_transaction_id is null or (type = 'adjustment' and amount < 0))
);

create index idx_transactions_created_at on transactions (user_id, created_at, id);
create index idx_transactions_type on transactions (user_id, type, created_at, id);
create index idx_transactions_refunded_transaction_id on transactions (user_id, refunded_transaction_id)
  where refunded_transaction_id is not null;
create unique index idx_transactions_hold_id on transactions (user_id, hold_id)
  where hold_id is not null;
create index idx_transactions_expired_transaction_id on transactions (user_id, expired_transaction_id)
  where expired_transaction_id is not null;

-- Nobody can change or delete a row of the ledger. An erasure alone gives the rows of its user to its
-- pseudonym, and then what people wrote is gone from them, with the hold and the expired grant that they refer
-- to. All else stays, whatever the statement says.
create function refuse_change() returns trigger
  language plpgsql
  set search_path = public, pg_temp
as $$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'transactions' then
    perform from erasures e where e.user_id = old.user_id and e.pseudonym = new.user_id;
    if found then
      old.user_id := new.user_id;
      old.description := 'erased';
      old.metadata := '{}';
      old.app_id := null;
      old.hold_id := null;
      old.expired_transaction_id := null;
      return old;
    end if;
  end if;
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end
$$;

create trigger refuse_change before update or delete on transactions
  for each row execute function refuse_change();
create trigger refuse_truncate before truncate on transactions
  for each statement execute function refuse_change();
revoke update, delete on transactions from kontor_app;
grant update (user_id) on transactions to kontor_app;

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

-- Grants that expire. Whatever takes credits takes what expires first, and what never expires last; a
-- user's credits that are in no row here never expire. remaining is neither spent, nor held, nor expired.
create table expiring_grants (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  transaction_id uuid not null,
  remaining bigint not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_expiring_grants_user_id unique (user_id, id),
  constraint idx_expiring_grants_transaction_id unique (user_id, transaction_id),
  constraint fk_expiring_grants_transaction_id foreign key (user_id, transaction_id)
    references transactions (user_id, id),
  constraint ck_expiring_grants_remaining check (remaining >= 0)
);

create trigger touch_updated_at before update on expiring_grants
  for each row execute function touch_updated_at();

create index idx_expiring_grants_expires_at on expiring_grants (user_id, expires_at, id)
  where remaining > 0;

-- Credits that are reserved for work whose price is known only afterwards. An open hold is due at its
-- expiry, and what has ended stays as it is. created_by is the user, or the service that works for them.
create type hold_status as enum ('open', 'settled', 'released', 'expired');

create table holds (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  created_by text not null,
  status hold_status not null default 'open',
  amount bigint not null,
  settled_amount bigint,
  app_id varchar(100),
  description text not null,
  metadata jsonb not null default '{}',
  transaction_id uuid,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_holds_user_id unique (user_id, id),
  constraint idx_holds_transaction_id unique (user_id, transaction_id),
  constraint fk_holds_transaction_id foreign key (user_id, transaction_id)
    references transactions (user_id, id),
  constraint ck_holds_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_holds_amount check (amount between 1 and 9007199254740991),
  constraint ck_holds_settled_amount check (settled_amount >= 1),
  constraint ck_holds_app_id check (app_id <> ''),
  constraint ck_holds_metadata check (jsonb_typeof(metadata) = 'object'),
  constraint ck_holds_settled check (
    (status = 'settled') = (transaction_id is not null)
    and (status = 'settled') = (settled_amount is not null))
);

create trigger touch_updated_at before update on holds
  for each row execute function touch_updated_at();

create index idx_holds_created_at on holds (user_id, created_at, id);
create index idx_holds_status on holds (user_id, status, created_at, id);
create index idx_holds_expires_at on holds (user_id, expires_at) where status = 'open';

-- A hold ends once.
create function refuse_second_end() returns trigger
  language plpgsql
as $$
begin
  raise exception 'the hold has ended as %', old.status using errcode = 'restrict_violation';
end
$$;

create trigger refuse_second_end before update on holds
  for each row when (old.status <> 'open') execute function refuse_second_end();

alter table transactions
  add constraint fk_transactions_hold_id foreign key (user_id, hold_id) references holds (user_id, id);

-- What holds and transactions have taken of grants that expire, so that it can go back there. A hold's rows
-- go when it ends; those of a transaction stay.
create table allocations (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  grant_id uuid not null,
  hold_id uuid,
  transaction_id uuid,
  amount bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_allocations_hold_id unique (user_id, hold_id, grant_id),
  constraint idx_allocations_transaction_id unique (user_id, transaction_id, grant_id),
  constraint fk_allocations_grant_id foreign key (user_id, grant_id)
    references expiring_grants (user_id, id),
  constraint fk_allocations_hold_id foreign key (user_id, hold_id) references holds (user_id, id),
  constraint fk_allocations_transaction_id foreign key (user_id, transaction_id)
    references transactions (user_id, id),
  constraint ck_allocations_amount check (amount >= 1),
  constraint ck_allocations_taker check (num_nonnulls(hold_id, transaction_id) = 1)
);

create trigger touch_updated_at before update on allocations
  for each row execute function touch_updated_at();

create index idx_allocations_grant_id on allocations (user_id, grant_id);
