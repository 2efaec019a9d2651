package dev.kontor.schema.random;

import java.util.List;
import java.util.Set;

/// One thing that a random schema may have, in one of several variants.
///
/// @param key names it in every schema
/// @param table the table that has it as a line of its `create table`; empty for a statement of its own
/// @param needs the keys of the features without which it cannot be there
/// @param variants what it may be; that of a table is what follows the closing parenthesis
record Feature(String key, String table, Set<String> needs, List<String> variants) {

    private static final String TABLE = "table ";

    Feature {
        needs = Set.copyOf(needs);
        variants = List.copyOf(variants);
    }

    boolean isTable() {
        return key.startsWith(TABLE);
    }

    /// Whether it is a line of a `create table`.
    boolean isLine() {
        return !table.isEmpty();
    }

    /// The quoted name of a table.
    String tableName() {
        return key.substring(TABLE.length());
    }

    static String keyOfTable(String name) {
        return TABLE + name;
    }
}
