--
-- PostgreSQL database dump
--

\restrict LJzPgGR8qm7tcPLsz0R0JDIyoBhKbOFGrY9NAefN8w6iMueumx6lQpMCbIZJsgG

-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6 (Debian 18.6-3)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: mpaa_rating; Type: TYPE; Schema: public; Owner: pagila_owner
--

CREATE TYPE public.mpaa_rating AS ENUM (
    'G',
    'PG',
    'PG-13',
    'R',
    'NC-17'
);


ALTER TYPE public.mpaa_rating OWNER TO pagila_owner;

--
-- Name: year; Type: DOMAIN; Schema: public; Owner: pagila_owner
--

CREATE DOMAIN public.year AS integer
	CONSTRAINT year_check CHECK (((VALUE >= 1901) AND (VALUE <= 2155)));


ALTER DOMAIN public.year OWNER TO pagila_owner;

--
-- Name: _group_concat(text, text); Type: FUNCTION; Schema: public; Owner: pagila_owner
--

CREATE FUNCTION public._group_concat(text, text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
select case
  when $2 is null then $1
  when $1 is null then $2
  else $1 || ', ' || $2
end
$_$;


ALTER FUNCTION public._group_concat(text, text) OWNER TO pagila_owner;

--
-- Name: film_in_stock(integer, integer); Type: FUNCTION; Schema: public; Owner: pagila_owner
--

CREATE FUNCTION public.film_in_stock(p_film_id integer, p_store_id integer, OUT p_film_count integer) RETURNS SETOF integer
    LANGUAGE sql
    AS $_$
     SELECT inventory_id
     FROM inventory
     WHERE film_id = $1
     AND store_id = $2
     AND inventory_in_stock(inventory_id);
$_$;


ALTER FUNCTION public.film_in_stock(p_film_id integer, p_store_id integer, OUT p_film_count integer) OWNER TO pagila_owner;

--
-- Name: inventory_in_stock(integer); Type: FUNCTION; Schema: public; Owner: pagila_owner
--

CREATE FUNCTION public.inventory_in_stock(p_inventory_id integer) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
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


ALTER FUNCTION public.inventory_in_stock(p_inventory_id integer) OWNER TO pagila_owner;

--
-- Name: last_day(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: pagila_owner
--

CREATE FUNCTION public.last_day(timestamp with time zone) RETURNS date
    LANGUAGE sql IMMUTABLE STRICT
    AS $_$
  SELECT CASE
    WHEN EXTRACT(MONTH FROM $1) = 12 THEN
      (((EXTRACT(YEAR FROM $1) + 1) operator(pg_catalog.||) '-01-01')::date - INTERVAL '1 day')::date
    ELSE
      ((EXTRACT(YEAR FROM $1) operator(pg_catalog.||) '-' operator(pg_catalog.||) (EXTRACT(MONTH FROM $1) + 1) operator(pg_catalog.||) '-01')::date - INTERVAL '1 day')::date
    END
$_$;


ALTER FUNCTION public.last_day(timestamp with time zone) OWNER TO pagila_owner;

--
-- Name: last_updated(); Type: FUNCTION; Schema: public; Owner: pagila_owner
--

CREATE FUNCTION public.last_updated() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.last_update = CURRENT_TIMESTAMP;
    RETURN NEW;
END $$;


ALTER FUNCTION public.last_updated() OWNER TO pagila_owner;

--
-- Name: group_concat(text); Type: AGGREGATE; Schema: public; Owner: pagila_owner
--

CREATE AGGREGATE public.group_concat(text) (
    SFUNC = public._group_concat,
    STYPE = text
);


ALTER AGGREGATE public.group_concat(text) OWNER TO pagila_owner;

--
-- Name: actor_actor_id_seq; Type: SEQUENCE; Schema: public; Owner: pagila_owner
--

CREATE SEQUENCE public.actor_actor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.actor_actor_id_seq OWNER TO pagila_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: actor; Type: TABLE; Schema: public; Owner: pagila_owner
--

CREATE TABLE public.actor (
    actor_id integer DEFAULT nextval('public.actor_actor_id_seq'::regclass) NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    last_update timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.actor OWNER TO pagila_owner;

--
-- Name: category_category_id_seq; Type: SEQUENCE; Schema: public; Owner: pagila_owner
--

CREATE SEQUENCE public.category_category_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.category_category_id_seq OWNER TO pagila_owner;

--
-- Name: category; Type: TABLE; Schema: public; Owner: pagila_owner
--

CREATE TABLE public.category (
    category_id integer DEFAULT nextval('public.category_category_id_seq'::regclass) NOT NULL,
    name text NOT NULL,
    last_update timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.category OWNER TO pagila_owner;

--
-- Name: film_film_id_seq; Type: SEQUENCE; Schema: public; Owner: pagila_owner
--

CREATE SEQUENCE public.film_film_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.film_film_id_seq OWNER TO pagila_owner;

--
-- Name: film; Type: TABLE; Schema: public; Owner: pagila_owner
--

CREATE TABLE public.film (
    film_id integer DEFAULT nextval('public.film_film_id_seq'::regclass) NOT NULL,
    title text NOT NULL,
    description text,
    release_year public.year,
    language_id integer NOT NULL,
    original_language_id integer,
    rental_duration smallint DEFAULT 3 NOT NULL,
    rental_rate numeric(4,2) DEFAULT 4.99 NOT NULL,
    length smallint,
    replacement_cost numeric(5,2) DEFAULT 19.99 NOT NULL,
    rating public.mpaa_rating DEFAULT 'G'::public.mpaa_rating,
    last_update timestamp with time zone DEFAULT now() NOT NULL,
    special_features text[],
    fulltext tsvector NOT NULL
);


ALTER TABLE public.film OWNER TO pagila_owner;

--
-- Name: TABLE film; Type: COMMENT; Schema: public; Owner: pagila_owner
--

COMMENT ON TABLE public.film IS 'What can be rented; one row a title.';


--
-- Name: COLUMN film.rental_rate; Type: COMMENT; Schema: public; Owner: pagila_owner
--

COMMENT ON COLUMN public.film.rental_rate IS 'For rental_duration days, in the shop''s currency.';


--
-- Name: film_actor; Type: TABLE; Schema: public; Owner: pagila_owner
--

CREATE TABLE public.film_actor (
    actor_id integer NOT NULL,
    film_id integer NOT NULL,
    last_update timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.film_actor OWNER TO pagila_owner;

--
-- Name: film_category; Type: TABLE; Schema: public; Owner: pagila_owner
--

CREATE TABLE public.film_category (
    film_id integer NOT NULL,
    category_id integer NOT NULL,
    last_update timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.film_category OWNER TO pagila_owner;

--
-- Name: actor_info; Type: VIEW; Schema: public; Owner: pagila_owner
--

CREATE VIEW public.actor_info AS
 SELECT a.actor_id,
    a.first_name,
    a.last_name,
    public.group_concat(DISTINCT ((c.name || ': '::text) || ( SELECT public.group_concat(f.title) AS group_concat
           FROM ((public.film f
             JOIN public.film_category fc_1 ON ((f.film_id = fc_1.film_id)))
             JOIN public.film_actor fa_1 ON ((f.film_id = fa_1.film_id)))
          WHERE ((fc_1.category_id = c.category_id) AND (fa_1.actor_id = a.actor_id))))) AS film_info
   FROM (((public.actor a
     LEFT JOIN public.film_actor fa ON ((a.actor_id = fa.actor_id)))
     LEFT JOIN public.film_category fc ON ((fa.film_id = fc.film_id)))
     LEFT JOIN public.category c ON ((fc.category_id = c.category_id)))
  GROUP BY a.actor_id, a.first_name, a.last_name;


ALTER VIEW public.actor_info OWNER TO pagila_owner;

--
-- Name: customer_customer_id_seq; Type: SEQUENCE; Schema: public; Owner: pagila_owner
--

CREATE SEQUENCE public.customer_customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.customer_customer_id_seq OWNER TO pagila_owner;

--
-- Name: customer; Type: TABLE; Schema: public; Owner: pagila_owner
--

CREATE TABLE public.customer (
    customer_id integer DEFAULT nextval('public.customer_customer_id_seq'::regclass) NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    email text,
    activebool boolean DEFAULT true NOT NULL,
    create_date date DEFAULT CURRENT_DATE NOT NULL,
    last_update timestamp with time zone DEFAULT now(),
    active integer
);


ALTER TABLE public.customer OWNER TO pagila_owner;

--
-- Name: film_list; Type: VIEW; Schema: public; Owner: pagila_owner
--

CREATE VIEW public.film_list AS
 SELECT f.film_id AS fid,
    f.title,
    f.description,
    c.name AS category,
    f.rental_rate AS price,
    f.length,
    f.rating,
    public.group_concat(((a.first_name || ' '::text) || a.last_name)) AS actors
   FROM ((((public.category c
     LEFT JOIN public.film_category fc ON ((c.category_id = fc.category_id)))
     LEFT JOIN public.film f ON ((fc.film_id = f.film_id)))
     JOIN public.film_actor fa ON ((f.film_id = fa.film_id)))
     JOIN public.actor a ON ((fa.actor_id = a.actor_id)))
  GROUP BY f.film_id, f.title, f.description, c.name, f.rental_rate, f.length, f.rating;


ALTER VIEW public.film_list OWNER TO pagila_owner;

--
-- Name: inventory_inventory_id_seq; Type: SEQUENCE; Schema: public; Owner: pagila_owner
--

CREATE SEQUENCE public.inventory_inventory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.inventory_inventory_id_seq OWNER TO pagila_owner;

--
-- Name: inventory; Type: TABLE; Schema: public; Owner: pagila_owner
--

CREATE TABLE public.inventory (
    inventory_id integer DEFAULT nextval('public.inventory_inventory_id_seq'::regclass) NOT NULL,
    film_id integer NOT NULL,
    store_id integer NOT NULL,
    last_update timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.inventory OWNER TO pagila_owner;

--
-- Name: language_language_id_seq; Type: SEQUENCE; Schema: public; Owner: pagila_owner
--

CREATE SEQUENCE public.language_language_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.language_language_id_seq OWNER TO pagila_owner;

--
-- Name: language; Type: TABLE; Schema: public; Owner: pagila_owner
--

CREATE TABLE public.language (
    language_id integer DEFAULT nextval('public.language_language_id_seq'::regclass) NOT NULL,
    name character(20) NOT NULL,
    last_update timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.language OWNER TO pagila_owner;

--
-- Name: payment_payment_id_seq; Type: SEQUENCE; Schema: public; Owner: pagila_owner
--

CREATE SEQUENCE public.payment_payment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.payment_payment_id_seq OWNER TO pagila_owner;

--
-- Name: payment; Type: TABLE; Schema: public; Owner: pagila_owner
--

CREATE TABLE public.payment (
    payment_id integer DEFAULT nextval('public.payment_payment_id_seq'::regclass) NOT NULL,
    customer_id integer NOT NULL,
    rental_id integer NOT NULL,
    amount numeric(5,2) NOT NULL,
    payment_date timestamp with time zone NOT NULL
)
PARTITION BY RANGE (payment_date);


ALTER TABLE public.payment OWNER TO pagila_owner;

--
-- Name: payment_p2026_01; Type: TABLE; Schema: public; Owner: pagila_owner
--

CREATE TABLE public.payment_p2026_01 (
    payment_id integer DEFAULT nextval('public.payment_payment_id_seq'::regclass) CONSTRAINT payment_payment_id_not_null NOT NULL,
    customer_id integer CONSTRAINT payment_customer_id_not_null NOT NULL,
    rental_id integer CONSTRAINT payment_rental_id_not_null NOT NULL,
    amount numeric(5,2) CONSTRAINT payment_amount_not_null NOT NULL,
    payment_date timestamp with time zone CONSTRAINT payment_payment_date_not_null NOT NULL
);


ALTER TABLE public.payment_p2026_01 OWNER TO pagila_owner;

--
-- Name: payment_p2026_02; Type: TABLE; Schema: public; Owner: pagila_owner
--

CREATE TABLE public.payment_p2026_02 (
    payment_id integer DEFAULT nextval('public.payment_payment_id_seq'::regclass) CONSTRAINT payment_payment_id_not_null NOT NULL,
    customer_id integer CONSTRAINT payment_customer_id_not_null NOT NULL,
    rental_id integer CONSTRAINT payment_rental_id_not_null NOT NULL,
    amount numeric(5,2) CONSTRAINT payment_amount_not_null NOT NULL,
    payment_date timestamp with time zone CONSTRAINT payment_payment_date_not_null NOT NULL
);


ALTER TABLE public.payment_p2026_02 OWNER TO pagila_owner;

--
-- Name: rental_rental_id_seq; Type: SEQUENCE; Schema: public; Owner: pagila_owner
--

CREATE SEQUENCE public.rental_rental_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.rental_rental_id_seq OWNER TO pagila_owner;

--
-- Name: rental; Type: TABLE; Schema: public; Owner: pagila_owner
--

CREATE TABLE public.rental (
    rental_id integer DEFAULT nextval('public.rental_rental_id_seq'::regclass) NOT NULL,
    rental_date timestamp with time zone NOT NULL,
    inventory_id integer NOT NULL,
    customer_id integer NOT NULL,
    return_date timestamp with time zone,
    last_update timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.rental OWNER TO pagila_owner;

--
-- Name: rental_by_category; Type: MATERIALIZED VIEW; Schema: public; Owner: pagila_owner
--

CREATE MATERIALIZED VIEW public.rental_by_category AS
 SELECT c.name AS category,
    sum(p.amount) AS total_sales
   FROM ((((public.payment p
     JOIN public.rental r ON ((p.rental_id = r.rental_id)))
     JOIN public.inventory i ON ((r.inventory_id = i.inventory_id)))
     JOIN public.film_category fc ON ((i.film_id = fc.film_id)))
     JOIN public.category c ON ((fc.category_id = c.category_id)))
  GROUP BY c.name
  ORDER BY (sum(p.amount)) DESC
  WITH NO DATA;


ALTER MATERIALIZED VIEW public.rental_by_category OWNER TO pagila_owner;

--
-- Name: payment_p2026_01; Type: TABLE ATTACH; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.payment ATTACH PARTITION public.payment_p2026_01 FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00');


--
-- Name: payment_p2026_02; Type: TABLE ATTACH; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.payment ATTACH PARTITION public.payment_p2026_02 FOR VALUES FROM ('2026-02-01 00:00:00+00') TO ('2026-03-01 00:00:00+00');


--
-- Name: actor actor_pkey; Type: CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.actor
    ADD CONSTRAINT actor_pkey PRIMARY KEY (actor_id);


--
-- Name: category category_pkey; Type: CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.category
    ADD CONSTRAINT category_pkey PRIMARY KEY (category_id);


--
-- Name: customer customer_pkey; Type: CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.customer
    ADD CONSTRAINT customer_pkey PRIMARY KEY (customer_id);


--
-- Name: film_actor film_actor_pkey; Type: CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.film_actor
    ADD CONSTRAINT film_actor_pkey PRIMARY KEY (actor_id, film_id);


--
-- Name: film_category film_category_pkey; Type: CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.film_category
    ADD CONSTRAINT film_category_pkey PRIMARY KEY (film_id, category_id);


--
-- Name: film film_pkey; Type: CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.film
    ADD CONSTRAINT film_pkey PRIMARY KEY (film_id);


--
-- Name: inventory inventory_pkey; Type: CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.inventory
    ADD CONSTRAINT inventory_pkey PRIMARY KEY (inventory_id);


--
-- Name: language language_pkey; Type: CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.language
    ADD CONSTRAINT language_pkey PRIMARY KEY (language_id);


--
-- Name: payment payment_pkey; Type: CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT payment_pkey PRIMARY KEY (payment_date, payment_id);


--
-- Name: payment_p2026_01 payment_p2026_01_pkey; Type: CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.payment_p2026_01
    ADD CONSTRAINT payment_p2026_01_pkey PRIMARY KEY (payment_date, payment_id);


--
-- Name: payment_p2026_02 payment_p2026_02_pkey; Type: CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.payment_p2026_02
    ADD CONSTRAINT payment_p2026_02_pkey PRIMARY KEY (payment_date, payment_id);


--
-- Name: rental rental_pkey; Type: CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.rental
    ADD CONSTRAINT rental_pkey PRIMARY KEY (rental_id);


--
-- Name: film_fulltext_idx; Type: INDEX; Schema: public; Owner: pagila_owner
--

CREATE INDEX film_fulltext_idx ON public.film USING gist (fulltext);


--
-- Name: idx_actor_last_name; Type: INDEX; Schema: public; Owner: pagila_owner
--

CREATE INDEX idx_actor_last_name ON public.actor USING btree (last_name);


--
-- Name: idx_fk_language_id; Type: INDEX; Schema: public; Owner: pagila_owner
--

CREATE INDEX idx_fk_language_id ON public.film USING btree (language_id);


--
-- Name: idx_payment_customer_id; Type: INDEX; Schema: public; Owner: pagila_owner
--

CREATE INDEX idx_payment_customer_id ON ONLY public.payment USING btree (customer_id);


--
-- Name: idx_title; Type: INDEX; Schema: public; Owner: pagila_owner
--

CREATE INDEX idx_title ON public.film USING btree (title);


--
-- Name: idx_unq_rental_rental_date_inventory_id_customer_id; Type: INDEX; Schema: public; Owner: pagila_owner
--

CREATE UNIQUE INDEX idx_unq_rental_rental_date_inventory_id_customer_id ON public.rental USING btree (rental_date, inventory_id, customer_id);


--
-- Name: payment_p2026_01_customer_id_idx; Type: INDEX; Schema: public; Owner: pagila_owner
--

CREATE INDEX payment_p2026_01_customer_id_idx ON public.payment_p2026_01 USING btree (customer_id);


--
-- Name: payment_p2026_02_customer_id_idx; Type: INDEX; Schema: public; Owner: pagila_owner
--

CREATE INDEX payment_p2026_02_customer_id_idx ON public.payment_p2026_02 USING btree (customer_id);


--
-- Name: rental_category; Type: INDEX; Schema: public; Owner: pagila_owner
--

CREATE UNIQUE INDEX rental_category ON public.rental_by_category USING btree (category);


--
-- Name: payment_p2026_01_customer_id_idx; Type: INDEX ATTACH; Schema: public; Owner: pagila_owner
--

ALTER INDEX public.idx_payment_customer_id ATTACH PARTITION public.payment_p2026_01_customer_id_idx;


--
-- Name: payment_p2026_01_pkey; Type: INDEX ATTACH; Schema: public; Owner: pagila_owner
--

ALTER INDEX public.payment_pkey ATTACH PARTITION public.payment_p2026_01_pkey;


--
-- Name: payment_p2026_02_customer_id_idx; Type: INDEX ATTACH; Schema: public; Owner: pagila_owner
--

ALTER INDEX public.idx_payment_customer_id ATTACH PARTITION public.payment_p2026_02_customer_id_idx;


--
-- Name: payment_p2026_02_pkey; Type: INDEX ATTACH; Schema: public; Owner: pagila_owner
--

ALTER INDEX public.payment_pkey ATTACH PARTITION public.payment_p2026_02_pkey;


--
-- Name: film film_fulltext_trigger; Type: TRIGGER; Schema: public; Owner: pagila_owner
--

CREATE TRIGGER film_fulltext_trigger BEFORE INSERT OR UPDATE ON public.film FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger('fulltext', 'pg_catalog.english', 'title', 'description');


--
-- Name: actor last_updated; Type: TRIGGER; Schema: public; Owner: pagila_owner
--

CREATE TRIGGER last_updated BEFORE UPDATE ON public.actor FOR EACH ROW EXECUTE FUNCTION public.last_updated();


--
-- Name: film last_updated; Type: TRIGGER; Schema: public; Owner: pagila_owner
--

CREATE TRIGGER last_updated BEFORE UPDATE ON public.film FOR EACH ROW EXECUTE FUNCTION public.last_updated();


--
-- Name: rental last_updated; Type: TRIGGER; Schema: public; Owner: pagila_owner
--

CREATE TRIGGER last_updated BEFORE UPDATE ON public.rental FOR EACH ROW EXECUTE FUNCTION public.last_updated();


--
-- Name: film_actor film_actor_actor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.film_actor
    ADD CONSTRAINT film_actor_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(actor_id) ON UPDATE CASCADE ON DELETE RESTRICT;


--
-- Name: film_actor film_actor_film_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.film_actor
    ADD CONSTRAINT film_actor_film_id_fkey FOREIGN KEY (film_id) REFERENCES public.film(film_id) ON UPDATE CASCADE ON DELETE RESTRICT;


--
-- Name: film_category film_category_category_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.film_category
    ADD CONSTRAINT film_category_category_id_fkey FOREIGN KEY (category_id) REFERENCES public.category(category_id) ON UPDATE CASCADE ON DELETE RESTRICT;


--
-- Name: film_category film_category_film_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.film_category
    ADD CONSTRAINT film_category_film_id_fkey FOREIGN KEY (film_id) REFERENCES public.film(film_id) ON UPDATE CASCADE ON DELETE RESTRICT;


--
-- Name: film film_language_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.film
    ADD CONSTRAINT film_language_id_fkey FOREIGN KEY (language_id) REFERENCES public.language(language_id) ON UPDATE CASCADE ON DELETE RESTRICT;


--
-- Name: film film_original_language_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.film
    ADD CONSTRAINT film_original_language_id_fkey FOREIGN KEY (original_language_id) REFERENCES public.language(language_id) ON UPDATE CASCADE ON DELETE RESTRICT;


--
-- Name: inventory inventory_film_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.inventory
    ADD CONSTRAINT inventory_film_id_fkey FOREIGN KEY (film_id) REFERENCES public.film(film_id) ON UPDATE CASCADE ON DELETE RESTRICT;


--
-- Name: rental rental_customer_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.rental
    ADD CONSTRAINT rental_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customer(customer_id) ON UPDATE CASCADE ON DELETE RESTRICT;


--
-- Name: rental rental_inventory_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: pagila_owner
--

ALTER TABLE ONLY public.rental
    ADD CONSTRAINT rental_inventory_id_fkey FOREIGN KEY (inventory_id) REFERENCES public.inventory(inventory_id) ON UPDATE CASCADE ON DELETE RESTRICT;


--
-- PostgreSQL database dump complete
--

\unrestrict LJzPgGR8qm7tcPLsz0R0JDIyoBhKbOFGrY9NAefN8w6iMueumx6lQpMCbIZJsgG

