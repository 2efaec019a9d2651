-- Purchases: packages of credits, what users have begun to buy, and what Stripe has told of payments.
--
-- A package is sold through a payment link that the operator has made at Stripe. Stripe tells of
-- payments by signed events, several times and in any order. So nothing here depends on the order: the
-- row of a payment adds up what was told of it, and its lock is taken first.

-- A package is nobody's: admins make it, and everyone sees it. A purchase refers to it, so it is never
-- deleted, only no longer sold. Prices are in the smallest unit of the currency, as Stripe has them.
-- check: allow user-id-missing because a package is sold to everyone
create table packages (
  id uuid primary key default gen_random_uuid(),
  name varchar(100) not null,
  description text,
  credits bigint not null,
  price_amount bigint not null,
  currency varchar(3) collate "C" not null,
  payment_link_id varchar(255) collate "C" not null,
  payment_link_url varchar(2000) not null,
  is_active boolean not null default true,
  sort_order bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ck_packages_name check (name <> ''),
  constraint ck_packages_credits check (credits between 1 and 9007199254740991),
  constraint ck_packages_price_amount check (price_amount between 1 and 999999999999),
  constraint ck_packages_currency check (currency ~ '^[a-z]{3}$'),
  constraint ck_packages_payment_link_id check (payment_link_id ~ '^plink_[A-Za-z0-9_]+$'),
  constraint ck_packages_payment_link_url check (payment_link_url like 'https://%')
);

create index idx_packages_sort_order on packages (sort_order, id);
create index idx_packages_sort_order_id on packages (sort_order, id) where is_active;
create index idx_packages_payment_link_id on packages (payment_link_id);

create trigger touch_updated_at before update on packages
  for each row execute function touch_updated_at();

create type purchase_status as enum ('pending', 'completed', 'refunded');

-- A purchase keeps credits, price and payment link as the package had them when it was begun. Credits
-- whose payment has gone back are recovered, or unrecovered where the user had spent them already.
-- payment_id is Stripe's payment intent. A purchase that was refunded in full before its payment was
-- told has given nothing, and so has no transaction.
-- check: allow foreign-key-without-user because a package is nobody's
create table purchases (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  package_id uuid not null,
  credits bigint not null,
  price_amount bigint not null,
  currency varchar(3) collate "C" not null,
  payment_link_id varchar(255) collate "C" not null,
  status purchase_status not null default 'pending',
  payment_id varchar(255) collate "C",
  transaction_id uuid,
  recovered bigint not null default 0,
  unrecovered bigint not null default 0,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_purchases_user_id unique (user_id, id),
  constraint idx_purchases_payment_id unique (payment_id),
  constraint idx_purchases_transaction_id unique (user_id, transaction_id),
  constraint fk_purchases_package_id foreign key (package_id) references packages (id),
  constraint fk_purchases_transaction_id foreign key (user_id, transaction_id)
    references transactions (user_id, id),
  constraint ck_purchases_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_purchases_credits check (credits >= 1),
  constraint ck_purchases_price_amount check (price_amount >= 1),
  constraint ck_purchases_recovered check (recovered >= 0 and unrecovered >= 0 and recovered + unrecovered <= credits),
  constraint ck_purchases_status check (
    case status
      when 'pending' then num_nonnulls(payment_id, transaction_id, completed_at) = 0 and recovered + unrecovered = 0
      when 'completed' then num_nonnulls(payment_id, transaction_id, completed_at) = 3
        and recovered + unrecovered < credits
      else num_nonnulls(payment_id, completed_at) = 2 and recovered + unrecovered = credits
    end)
);

create index idx_purchases_created_at on purchases (user_id, created_at, id);
create index idx_purchases_package_id on purchases (package_id);
create index idx_purchases_payment_link_id on purchases (payment_link_id);

create trigger touch_updated_at before update on purchases
  for each row execute function touch_updated_at();

-- A purchase gives its credits once: its status goes one way, and nothing that is settled changes.
create function refuse_unsettling() returns trigger
  language plpgsql
as $$
begin
  raise exception 'what was settled of purchase % stays as it is', old.id
    using errcode = 'restrict_violation';
end
$$;

create trigger refuse_unsettling before update on purchases
  for each row when (
    new.status < old.status
    or new.recovered < old.recovered
    or new.unrecovered < old.unrecovered
    or (old.status <> 'pending' and (new.payment_id, new.transaction_id, new.completed_at)
      is distinct from (old.payment_id, old.transaction_id, old.completed_at))
    or (new.package_id, new.credits, new.price_amount, new.currency, new.payment_link_id)
      is distinct from (old.package_id, old.credits, old.price_amount, old.currency, old.payment_link_id)
  ) execute function refuse_unsettling();

-- Stripe may tell of a payment before its purchase is known, so its row stands alone. refunded is the
-- amount that all refunds so far add up to; lost_disputes has the amount of each lost dispute under its id.
-- check: allow user-id-missing because whose payment it is may be told later
create table payments (
  id uuid primary key default gen_random_uuid(),
  payment_id varchar(255) collate "C" not null constraint idx_payments_payment_id unique,
  refunded bigint not null default 0,
  lost_disputes jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ck_payments_payment_id check (payment_id <> ''),
  constraint ck_payments_refunded check (refunded >= 0),
  constraint ck_payments_lost_disputes check (jsonb_typeof(lost_disputes) = 'object')
);

create trigger touch_updated_at before update on payments
  for each row execute function touch_updated_at();
