package dev.kontor.schema.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The types that columns of random schemas have, with defaults for them. For one thread.
final class Types {

    /// A type, a default for it, and the feature that makes it, or nothing.
    record Type(String sql, String defaultValue, String needs) {}

    /// The types of a family can often be changed into each other.
    private static final List<List<Type>> FAMILIES = List.of(
            family(
                    "text|'x'",
                    "varchar(50)|'x''y'",
                    "varchar(20)|'a;b'",
                    "char(4)|'abcd'",
                    "text collate \"C\"|'x'",
                    "name|'n'",
                    "varchar|'it is; -- not'",
                    "text collate \"numbers\"|'1'|collation numbers",
                    "\"short name\"|'ab'|domain short name",
                    "citext|'Ab'|extension citext"),
            family(
                    "integer|1",
                    "bigint|-2",
                    "smallint|3",
                    "numeric(9,2)|1.50",
                    "numeric|0.1",
                    "real|1.5",
                    "double precision|2.5",
                    "positive|1|domain positive",
                    "money|1"),
            family(
                    "timestamptz|now()",
                    "timestamp|now()",
                    "date|current_date",
                    "time|'12:00'",
                    "timetz|'12:00+02'",
                    "interval|'1 day'",
                    "timestamptz(3)|'2026-01-02'",
                    "interval day to second|'1 hour'"),
            family("boolean|false", "boolean|true"),
            family("uuid|gen_random_uuid()", "uuid|'00000000-0000-0000-0000-000000000001'"),
            family("jsonb|'{}'", "json|'[1]'", "xml|null", "jsonpath|'$.a'"),
            family("bytea|'\\x00'", "bit(3)|b'101'", "bit varying(5)|b'1'"),
            family("inet|'127.0.0.1'", "cidr|'10.0.0.0/8'", "macaddr|'08:00:2b:01:02:03'"),
            family("int4range|'[1,2)'", "tstzrange|null", "int4multirange|'{[1,2)}'", "spans|null|range spans"),
            family("text[]|'{a,b}'", "integer[]|array[1, 2]", "mood[]|'{sad}'|enum mood", "numeric(5,1)[]|null"),
            family("point|'(1,2)'", "box|null", "polygon|null", "circle|null", "line|null", "lseg|null", "path|null"),
            family("tsvector|''", "tsquery|null", "oid|1", "regclass|null", "pg_lsn|null", "\"char\"|'c'", "xid8|null"),
            family(
                    "mood|'sad'|enum mood",
                    "mood|'glad'|enum mood",
                    "text|'sad'",
                    "\"Other Mood\"|'on'|enum Other Mood"),
            family("pair|null|composite pair", "pair|'(1,a)'|composite pair", "pair[]|null|composite pair"));

    private final Random random;

    Types(Random random) {
        this.random = random;
    }

    private static List<Type> family(String... types) {
        var family = new ArrayList<Type>();
        for (var type : types) {
            var parts = List.of((type + "||").split("\\|", -1));
            family.add(new Type(parts.get(0), parts.get(1), parts.get(2)));
        }
        return family;
    }

    /// The definitions that a column may have, without its name, and the features that they need.
    record Column(List<String> variants, String needs) {}

    Column column() {
        var family = FAMILIES.get(random.nextInt(FAMILIES.size()));
        var first = family.get(random.nextInt(family.size()));
        var needs = new ArrayList<String>();
        var variants = new ArrayList<String>();
        variants.add(first.sql());
        variants.add(first.sql() + " not null default " + value(first));
        variants.add(first.sql() + " default " + first.defaultValue());
        variants.add(first.sql() + " not null");
        needs.add(first.needs());
        var other = family.get(random.nextInt(family.size()));
        if (other.needs().isEmpty() || other.needs().equals(first.needs())) {
            variants.add(other.sql());
            variants.add(other.sql() + " default " + other.defaultValue());
        }
        return new Column(variants, String.join("|", needs));
    }

    private static String value(Type type) {
        return type.defaultValue().equals("null")
                ? "null::" + type.sql().replaceAll(" collate.*", "")
                : type.defaultValue();
    }
}
