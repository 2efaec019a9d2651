package dev.kontor.schema.realworld;

import java.util.List;

/// A change of a known schema. Most are made by both commands; the others name their outcomes.
///
/// @param replacements by turns what is replaced, and by what
record Evolution(String name, Outcomes outcomes, String schema, List<String> replacements) {

    /// What both commands have to do, by the signs of [dev.kontor.schema.random.PairTrial.Outcome].
    record Outcomes(String generate, String push) {
        static final Outcomes DONE = new Outcomes("written", "pushed");
    }

    static final List<Evolution> ALL = List.of(
            change("pagila: column", "pagila", "  description text,\n", "  description text,\n  subtitle text,\n"),
            change("pagila: rating", "pagila", "'PG', 'PG-13'", "'PG', 'NR', 'PG-13'"),
            change("pagila: first rating", "pagila", "enum ('G'", "enum ('U', 'G'"),
            change(
                    "pagila: year",
                    new Outcomes("finds [table-scanned]", "pushed"),
                    "pagila",
                    "value >= 1901",
                    "value >= 1888"),
            change("pagila: partition", "pagila", "create index idx_payment_customer_id", """
                create table payment_p2026_03 partition of payment
                  for values from ('2026-03-01 00:00:00+00') to ('2026-04-01 00:00:00+00');

                create index idx_payment_customer_id\
                """),
            change("pagila: index of partitions", "pagila", "create index film_fulltext_idx", """
                create index idx_payment_rental_id on payment (rental_id);
                create index film_fulltext_idx\
                """),
            change("pagila: column of partitions", "pagila", "  amount numeric(5,2) not null,\n", """
                  amount numeric(5,2) not null,
                  tip numeric(5,2) not null default 0,
                """),
            change(
                    "pagila: view",
                    "pagila",
                    "f.title, f.description, c.name as category",
                    "f.title, c.name as category, f.description"),
            change(
                    "pagila: view on new column",
                    "pagila",
                    "  email text,\n",
                    "  email text,\n  phone text,\n",
                    "comment on table film",
                    """
                    create view phones as select customer_id, phone from customer where phone is not null;

                    comment on table film\
                    """),
            change(
                    "pagila: materialized view",
                    new Outcomes("finds [object-dropped]", "pushed"),
                    "pagila",
                    "order by sum(p.amount) desc\n",
                    ""),
            change(
                    "pagila: function",
                    new Outcomes("finds [object-dropped]", "pushed"),
                    "pagila",
                    "p_inventory_id integer) returns boolean",
                    "p_inventory integer) returns boolean",
                    "inventory.inventory_id = p_inventory_id",
                    "inventory.inventory_id = p_inventory",
                    "WHERE inventory_id = p_inventory_id",
                    "WHERE inventory_id = p_inventory"),
            change("pagila: aggregate", "pagila", "sfunc = _group_concat,", "sfunc = _group_concat, initcond = '',"),
            change("pagila: trigger", "pagila", "'title', 'description')", "'title')"),
            change(
                    "pagila: text",
                    new Outcomes("finds [table-rewritten]", "pushed"),
                    "pagila",
                    "name character(20) not null",
                    "name text not null"),
            change("pagila: comment", "pagila", "in the shop''s currency", "in euros"),
            change(
                    "pagila: flag",
                    new Outcomes("finds [table-rewritten, type-narrowed]", "refused"),
                    "pagila",
                    "  active integer,",
                    "  active boolean,"),
            change(
                    "pagila: array of enum",
                    new Outcomes("finds [table-rewritten, type-narrowed]", "pushed"),
                    "pagila",
                    "create domain year",
                    "create type feature as enum ('Trailers', 'Commentaries');\n\ncreate domain year",
                    "special_features text[]",
                    "special_features feature[]"),
            change(
                    "chinook: wider",
                    new Outcomes("finds [table-rewritten]", "pushed"),
                    "chinook",
                    "\"Bytes\" int",
                    "\"Bytes\" bigint"),
            change("chinook: longer", "chinook", "\"Name\" varchar(120)", "\"Name\" varchar(200)"),
            change(
                    "chinook: shorter",
                    new Outcomes("finds [table-rewritten, type-narrowed]", "refused"),
                    "chinook",
                    "\"Company\" varchar(80)",
                    "\"Company\" varchar(8)"),
            change(
                    "chinook: column",
                    "chinook",
                    "  \"SupportRepId\" int,\n",
                    "  \"SupportRepId\" int,\n  \"Country\" varchar(40),\n",
                    "create index \"IFK_EmployeeReportsTo\"",
                    """
                    create index "IX_Customer_Country" on "Customer" (lower("Country"));
                    create index "IFK_EmployeeReportsTo\"\
                    """),
            change(
                    "chinook: cascade",
                    "chinook",
                    "references \"Artist\" (\"ArtistId\") on delete no action",
                    "references \"Artist\" (\"ArtistId\") on delete cascade"),
            change(
                    "chinook: unique",
                    "chinook",
                    "  constraint \"PK_Album\"",
                    "  constraint \"UQ_Album\" unique (\"Title\", \"ArtistId\"),\n  constraint \"PK_Album\""),
            change(
                    "chinook: identity",
                    new Outcomes("refused", "pushed"),
                    "chinook",
                    "\"ArtistId\" int not null,\n  \"Name\"",
                    "\"ArtistId\" int not null generated by default as identity,\n  \"Name\""),
            change(
                    "chinook: required",
                    "chinook",
                    "\"Email\" varchar(60),\n  constraint \"PK_Employee\"",
                    "\"Email\" varchar(60) not null,\n  constraint \"PK_Employee\""),
            change(
                    "chinook: dropped column",
                    new Outcomes("written", "refused"),
                    "chinook",
                    "  \"Composer\" varchar(220),\n",
                    ""),
            change("chinook: default", "chinook", "\"Quantity\" int not null", "\"Quantity\" int not null default 1"),
            change(
                    "northwind: price",
                    new Outcomes("finds [table-rewritten, type-narrowed]", "refused"),
                    "northwind",
                    "  unit_price real not null",
                    "  unit_price numeric(10,2) not null"),
            change(
                    "northwind: virtual",
                    "northwind",
                    "  discount real not null",
                    "  discount real not null,\n  total real generated always as (unit_price * quantity) virtual"),
            change(
                    "northwind: flag",
                    new Outcomes("finds [table-rewritten, type-narrowed]", "refused"),
                    "northwind",
                    "discontinued integer not null",
                    "discontinued boolean not null"),
            change(
                    "northwind: text",
                    "northwind",
                    "phone character varying(24)\n);\n\ncreate table customer_customer_demo",
                    "phone text\n);\n\ncreate table customer_customer_demo"),
            change("northwind: check", "northwind", "  ship_name character varying(40)\n", """
                  ship_name character varying(40),
                  constraint ck_orders_dates check (shipped_date >= order_date)
                """),
            change(
                    "northwind: security",
                    "northwind",
                    "alter table only orders add constraint fk_orders_customers",
                    """
                    alter table orders enable row level security;
                    create policy own on orders using (customer_id = current_user);

                    alter table only orders add constraint fk_orders_customers\
                    """),
            change(
                    "northwind: statistics",
                    "northwind",
                    "alter table only orders add constraint fk_orders_customers",
                    """
                    create statistics orders_places (dependencies) on customer_id, ship_via from orders;

                    alter table only orders add constraint fk_orders_customers\
                    """),
            change("northwind: dropped key", "northwind", """
                alter table only employees
                  add constraint fk_employees_employees foreign key (reports_to) references employees;
                """, ""),
            change(
                    "northwind: key to new unique",
                    "northwind",
                    "  homepage text\n);",
                    "  homepage text,\n  constraint uq_suppliers unique (company_name)\n);",
                    "  discontinued integer not null\n",
                    """
                      discontinued integer not null,
                      supplier_name character varying(40),
                      constraint fk_products_names foreign key (supplier_name) references suppliers (company_name)
                    """));

    Evolution {
        replacements = List.copyOf(replacements);
    }

    private static Evolution change(String name, String schema, String... replacements) {
        return change(name, Outcomes.DONE, schema, replacements);
    }

    private static Evolution change(String name, Outcomes outcomes, String schema, String... replacements) {
        return new Evolution(name, outcomes, schema, List.of(replacements));
    }

    /// @throws IllegalArgumentException the schema does not have what is replaced
    String applyTo(String sql) {
        var changed = sql;
        for (var i = 0; i < replacements.size(); i += 2) {
            if (!changed.contains(replacements.get(i))) {
                throw new IllegalArgumentException(name + ": " + replacements.get(i));
            }
            changed = changed.replace(replacements.get(i), replacements.get(i + 1));
        }
        return changed;
    }

    @Override
    public String toString() {
        return name;
    }
}
