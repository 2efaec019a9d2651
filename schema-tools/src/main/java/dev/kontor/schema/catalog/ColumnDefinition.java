package dev.kontor.schema.catalog;

import java.util.regex.Pattern;

/// A column as [dev.kontor.migrations.catalog.Catalog] defines it.
///
/// @param type with its collation
/// @param defaultValue empty for none
/// @param made how the server makes the value itself, otherwise empty
public record ColumnDefinition(String type, boolean isNotNull, String defaultValue, String made) {

    private static final Pattern DEFINITION =
            Pattern.compile("(?s)(?<type>.+?)(?<required> not null)?(?: default (?<default>.*)|"
                    + " (?<made>identity|generated) (?<how>.*))?");

    public static ColumnDefinition of(String definition) {
        var parts = DEFINITION.matcher(definition);
        if (!parts.matches()) {
            throw new IllegalArgumentException(definition);
        }
        var value = parts.group("default");
        return new ColumnDefinition(
                parts.group("type").replaceFirst(" collate (\\S+)$", " collate \"$1\""),
                parts.group("required") != null,
                value == null ? "" : value,
                parts.group("made") == null ? "" : made(parts.group("made"), parts.group("how")));
    }

    private static String made(String kind, String how) {
        if (kind.equals("generated")) {
            return "generated always as (%s) stored".formatted(how);
        }
        return "generated %s as identity".formatted(how.equals("a") ? "always" : "by default");
    }

    /// Whether rows that are there take it.
    public boolean canBeAdded() {
        return !isNotNull || !defaultValue.isEmpty() || !made.isEmpty();
    }

    /// Whether every value of the other is one of this, as far as that is known.
    public boolean holds(ColumnDefinition other) {
        return ColumnType.of(withoutCollation()).holds(ColumnType.of(other.withoutCollation()));
    }

    private String withoutCollation() {
        return type.replaceFirst(" collate .*", "");
    }

    public String text() {
        return type
                + (isNotNull ? " not null" : "")
                + (defaultValue.isEmpty() ? "" : " default " + defaultValue)
                + (made.isEmpty() ? "" : " " + made);
    }
}
