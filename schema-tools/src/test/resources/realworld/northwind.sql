-- Parts of Northwind, the sample database of a food trader.
create table categories (
  category_id smallint not null,
  category_name character varying(15) not null,
  description text,
  picture bytea
);

create table customer_demographics (
  customer_type_id character varying(5) not null,
  customer_desc text
);

create table customers (
  customer_id character varying(5) not null,
  company_name character varying(40) not null,
  contact_name character varying(30),
  city character varying(15),
  country character varying(15),
  phone character varying(24)
);

create table customer_customer_demo (
  customer_id character varying(5) not null,
  customer_type_id character varying(5) not null
);

create table employees (
  employee_id smallint not null,
  last_name character varying(20) not null,
  first_name character varying(10) not null,
  title character varying(30),
  birth_date date,
  hire_date date,
  photo bytea,
  notes text,
  reports_to smallint,
  photo_path character varying(255)
);

create table suppliers (
  supplier_id smallint not null,
  company_name character varying(40) not null,
  contact_name character varying(30),
  homepage text
);

create table products (
  product_id smallint not null,
  product_name character varying(40) not null,
  supplier_id smallint,
  category_id smallint,
  quantity_per_unit character varying(20),
  unit_price real,
  units_in_stock smallint,
  units_on_order smallint,
  reorder_level smallint,
  discontinued integer not null
);

create table shippers (
  shipper_id smallint not null,
  company_name character varying(40) not null,
  phone character varying(24)
);

create table orders (
  order_id smallint not null,
  customer_id character varying(5),
  employee_id smallint,
  order_date date,
  required_date date,
  shipped_date date,
  ship_via smallint,
  freight real,
  ship_name character varying(40)
);

create table order_details (
  order_id smallint not null,
  product_id smallint not null,
  unit_price real not null,
  quantity smallint not null,
  discount real not null
);

alter table only categories add constraint pk_categories primary key (category_id);
alter table only customer_customer_demo
  add constraint pk_customer_customer_demo primary key (customer_id, customer_type_id);
alter table only customer_demographics add constraint pk_customer_demographics primary key (customer_type_id);
alter table only customers add constraint pk_customers primary key (customer_id);
alter table only employees add constraint pk_employees primary key (employee_id);
alter table only order_details add constraint pk_order_details primary key (order_id, product_id);
alter table only orders add constraint pk_orders primary key (order_id);
alter table only products add constraint pk_products primary key (product_id);
alter table only shippers add constraint pk_shippers primary key (shipper_id);
alter table only suppliers add constraint pk_suppliers primary key (supplier_id);

alter table only orders add constraint fk_orders_customers foreign key (customer_id) references customers;
alter table only orders add constraint fk_orders_employees foreign key (employee_id) references employees;
alter table only orders add constraint fk_orders_shippers foreign key (ship_via) references shippers;
alter table only order_details add constraint fk_order_details_products foreign key (product_id) references products;
alter table only order_details add constraint fk_order_details_orders foreign key (order_id) references orders;
alter table only products add constraint fk_products_categories foreign key (category_id) references categories;
alter table only products add constraint fk_products_suppliers foreign key (supplier_id) references suppliers;
alter table only customer_customer_demo
  add constraint fk_customer_customer_demo_customer_demographics
  foreign key (customer_type_id) references customer_demographics;
alter table only customer_customer_demo
  add constraint fk_customer_customer_demo_customers foreign key (customer_id) references customers;
alter table only employees
  add constraint fk_employees_employees foreign key (reports_to) references employees;
