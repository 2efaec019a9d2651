-- Parts of Pagila, the sample database of a film rental.
create type mpaa_rating as enum ('G', 'PG', 'PG-13', 'R', 'NC-17');

create domain year as integer constraint year_check check (value >= 1901 and value <= 2155);

create function _group_concat(text, text) returns text
  language sql immutable
as $_$
select case
  when $2 is null then $1
  when $1 is null then $2
  else $1 || ', ' || $2
end
$_$;

create aggregate group_concat(text) (
  sfunc = _group_concat,
  stype = text
);

create function last_updated() returns trigger
  language plpgsql
as $$
BEGIN
    NEW.last_update = CURRENT_TIMESTAMP;
    RETURN NEW;
END $$;

create sequence actor_actor_id_seq start with 1 increment by 1 no minvalue no maxvalue cache 1;

create table actor (
  actor_id integer default nextval('actor_actor_id_seq'::regclass) not null,
  first_name text not null,
  last_name text not null,
  last_update timestamp with time zone default now() not null,
  constraint actor_pkey primary key (actor_id)
);

create sequence category_category_id_seq;

create table category (
  category_id integer default nextval('category_category_id_seq'::regclass) not null,
  name text not null,
  last_update timestamp with time zone default now() not null,
  constraint category_pkey primary key (category_id)
);

create sequence language_language_id_seq;

create table language (
  language_id integer default nextval('language_language_id_seq'::regclass) not null,
  name character(20) not null,
  last_update timestamp with time zone default now() not null,
  constraint language_pkey primary key (language_id)
);

create sequence film_film_id_seq;

create table film (
  film_id integer default nextval('film_film_id_seq'::regclass) not null,
  title text not null,
  description text,
  release_year year,
  language_id integer not null,
  original_language_id integer,
  rental_duration smallint default 3 not null,
  rental_rate numeric(4,2) default 4.99 not null,
  length smallint,
  replacement_cost numeric(5,2) default 19.99 not null,
  rating mpaa_rating default 'G'::mpaa_rating,
  last_update timestamp with time zone default now() not null,
  special_features text[],
  fulltext tsvector not null,
  constraint film_pkey primary key (film_id),
  constraint film_language_id_fkey foreign key (language_id) references language (language_id)
    on update cascade on delete restrict,
  constraint film_original_language_id_fkey foreign key (original_language_id) references language (language_id)
    on update cascade on delete restrict
);

create table film_actor (
  actor_id integer not null,
  film_id integer not null,
  last_update timestamp with time zone default now() not null,
  constraint film_actor_pkey primary key (actor_id, film_id),
  constraint film_actor_actor_id_fkey foreign key (actor_id) references actor (actor_id)
    on update cascade on delete restrict,
  constraint film_actor_film_id_fkey foreign key (film_id) references film (film_id)
    on update cascade on delete restrict
);

create table film_category (
  film_id integer not null,
  category_id integer not null,
  last_update timestamp with time zone default now() not null,
  constraint film_category_pkey primary key (film_id, category_id),
  constraint film_category_category_id_fkey foreign key (category_id) references category (category_id)
    on update cascade on delete restrict,
  constraint film_category_film_id_fkey foreign key (film_id) references film (film_id)
    on update cascade on delete restrict
);

create sequence customer_customer_id_seq;

create table customer (
  customer_id integer default nextval('customer_customer_id_seq'::regclass) not null,
  first_name text not null,
  last_name text not null,
  email text,
  activebool boolean default true not null,
  create_date date default current_date not null,
  last_update timestamp with time zone default now(),
  active integer,
  constraint customer_pkey primary key (customer_id)
);

create sequence inventory_inventory_id_seq;

create table inventory (
  inventory_id integer default nextval('inventory_inventory_id_seq'::regclass) not null,
  film_id integer not null,
  store_id integer not null,
  last_update timestamp with time zone default now() not null,
  constraint inventory_pkey primary key (inventory_id),
  constraint inventory_film_id_fkey foreign key (film_id) references film (film_id)
    on update cascade on delete restrict
);

create sequence rental_rental_id_seq;

create table rental (
  rental_id integer default nextval('rental_rental_id_seq'::regclass) not null,
  rental_date timestamp with time zone not null,
  inventory_id integer not null,
  customer_id integer not null,
  return_date timestamp with time zone,
  last_update timestamp with time zone default now() not null,
  constraint rental_pkey primary key (rental_id),
  constraint rental_customer_id_fkey foreign key (customer_id) references customer (customer_id)
    on update cascade on delete restrict,
  constraint rental_inventory_id_fkey foreign key (inventory_id) references inventory (inventory_id)
    on update cascade on delete restrict
);

create sequence payment_payment_id_seq;

create table payment (
  payment_id integer default nextval('payment_payment_id_seq'::regclass) not null,
  customer_id integer not null,
  rental_id integer not null,
  amount numeric(5,2) not null,
  payment_date timestamp with time zone not null,
  primary key (payment_date, payment_id)
)
partition by range (payment_date);

create table payment_p2026_01 partition of payment
  for values from ('2026-01-01 00:00:00+00') to ('2026-02-01 00:00:00+00');

create table payment_p2026_02 partition of payment
  for values from ('2026-02-01 00:00:00+00') to ('2026-03-01 00:00:00+00');

create index idx_payment_customer_id on payment (customer_id);

create index film_fulltext_idx on film using gist (fulltext);
create index idx_actor_last_name on actor using btree (last_name);
create index idx_title on film using btree (title);
create index idx_fk_language_id on film using btree (language_id);
create unique index idx_unq_rental_rental_date_inventory_id_customer_id
  on rental using btree (rental_date, inventory_id, customer_id);

create trigger film_fulltext_trigger before insert or update on film
  for each row execute function tsvector_update_trigger('fulltext', 'pg_catalog.english', 'title', 'description');
create trigger last_updated before update on actor for each row execute function last_updated();
create trigger last_updated before update on film for each row execute function last_updated();
create trigger last_updated before update on rental for each row execute function last_updated();

create view actor_info as
select a.actor_id, a.first_name, a.last_name,
  group_concat(distinct (c.name || ': '::text) || (
    select group_concat(f.title)
    from film f
    join film_category fc on f.film_id = fc.film_id
    join film_actor fa on f.film_id = fa.film_id
    where fc.category_id = c.category_id and fa.actor_id = a.actor_id)) as film_info
from actor a
left join film_actor fa on a.actor_id = fa.actor_id
left join film_category fc on fa.film_id = fc.film_id
left join category c on fc.category_id = c.category_id
group by a.actor_id, a.first_name, a.last_name;

create view film_list as
select f.film_id as fid, f.title, f.description, c.name as category, f.rental_rate as price, f.length, f.rating,
  group_concat((a.first_name || ' ') || a.last_name) as actors
from category c
left join film_category fc on c.category_id = fc.category_id
left join film f on fc.film_id = f.film_id
join film_actor fa on f.film_id = fa.film_id
join actor a on fa.actor_id = a.actor_id
group by f.film_id, f.title, f.description, c.name, f.rental_rate, f.length, f.rating;

create materialized view rental_by_category as
select c.name as category, sum(p.amount) as total_sales
from payment p
join rental r on p.rental_id = r.rental_id
join inventory i on r.inventory_id = i.inventory_id
join film_category fc on i.film_id = fc.film_id
join category c on fc.category_id = c.category_id
group by c.name
order by sum(p.amount) desc
with no data;

create unique index rental_category on rental_by_category using btree (category);

create function inventory_in_stock(p_inventory_id integer) returns boolean
  language plpgsql
as $$
DECLARE
    v_rentals INTEGER;
    v_out     INTEGER;
BEGIN
    -- AN ITEM IS IN-STOCK IF THERE ARE EITHER NO ROWS IN THE rental TABLE
    -- FOR THE ITEM OR ALL ROWS HAVE return_date POPULATED
    SELECT count(*) INTO v_rentals FROM rental WHERE inventory_id = p_inventory_id;
    IF v_rentals = 0 THEN
      RETURN TRUE;
    END IF;
    SELECT COUNT(rental_id) INTO v_out
    FROM inventory LEFT JOIN rental USING (inventory_id)
    WHERE inventory.inventory_id = p_inventory_id AND rental.return_date IS NULL;
    RETURN v_out = 0;
END $$;

create function film_in_stock(p_film_id integer, p_store_id integer, out p_film_count integer) returns setof integer
  language sql
as $_$
     SELECT inventory_id
     FROM inventory
     WHERE film_id = $1
     AND store_id = $2
     AND inventory_in_stock(inventory_id);
$_$;

create function last_day(timestamp with time zone) returns date
  language sql immutable strict
as $_$
  SELECT CASE
    WHEN EXTRACT(MONTH FROM $1) = 12 THEN
      (((EXTRACT(YEAR FROM $1) + 1) operator(pg_catalog.||) '-01-01')::date - INTERVAL '1 day')::date
    ELSE
      ((EXTRACT(YEAR FROM $1) operator(pg_catalog.||) '-' operator(pg_catalog.||) (EXTRACT(MONTH FROM $1) + 1) operator(pg_catalog.||) '-01')::date - INTERVAL '1 day')::date
    END
$_$;

comment on table film is 'What can be rented; one row a title.';
comment on column film.rental_rate is 'For rental_duration days, in the shop''s currency.';
