package dev.kontor.schema.catalog;

import java.util.Objects;
import java.util.regex.Pattern;

/// A column as [dev.kontor.migrations.catalog.Catalog] defines it.
///
/// @param type with its collation
/// @param defaultValue empty for none
/// @param made how the server generates the value, such as `generated always as identity`; otherwise empty
public record ColumnDefinition(String type, boolean isNotNull, String defaultValue, String made) {

    private static final Pattern DEFINITION = Pattern.compile("(?s)(?<type>.+?)(?<required> not null)?(?:"
            + " default (?<default>.*)| identity (?<identity>.)(?<settings> \\(.*\\))?|"
            + " generated (?<expression>.*) (?<storage>stored|virtual))?");

    private static final String IDENTITY = " as identity";
    private static final String EXPRESSION = "generated always as (";

    public static ColumnDefinition of(String definition) {
        var parts = DEFINITION.matcher(definition);
        if (!parts.matches()) {
            throw new IllegalArgumentException(definition);
        }
        var made = "";
        if (parts.group("identity") != null) {
            made = "generated %s as identity%s"
                    .formatted(
                            parts.group("identity").equals("a") ? "always" : "by default",
                            Objects.requireNonNullElse(parts.group("settings"), ""));
        } else if (parts.group("expression") != null) {
            made = EXPRESSION + parts.group("expression") + ") " + parts.group("storage");
        }
        var value = parts.group("default");
        return new ColumnDefinition(
                parts.group("type"), parts.group("required") != null, value == null ? "" : value, made);
    }

    /// Whether the column can be added to a table with rows.
    public boolean canBeAdded() {
        return !isNotNull || !defaultValue.isEmpty() || !made.isEmpty();
    }

    /// Whether this column is known to hold every value of the other.
    public boolean holds(ColumnDefinition other) {
        return ColumnType.of(withoutCollation()).holds(ColumnType.of(other.withoutCollation()));
    }

    public boolean isIdentity() {
        return made.contains(IDENTITY);
    }

    /// How an identity counts, where that is not usual; otherwise empty.
    public String countingSettings() {
        return isIdentity() ? made.substring(made.indexOf(IDENTITY) + IDENTITY.length()) : "";
    }

    /// Whether the value is computed from other columns.
    public boolean isComputed() {
        return made.startsWith(EXPRESSION);
    }

    public boolean isVirtual() {
        return isComputed() && made.endsWith(" virtual");
    }

    /// What the value is computed by, in parentheses; empty for a column that is not computed.
    public String expression() {
        return isComputed() ? made.substring(EXPRESSION.length() - 1, made.lastIndexOf(' ')) : "";
    }

    /// The type without length and collation.
    public String typeName() {
        return ColumnType.of(withoutCollation()).name();
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
