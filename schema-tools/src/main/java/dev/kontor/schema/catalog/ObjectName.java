package dev.kontor.schema.catalog;

/// How [dev.kontor.migrations.catalog.Catalog] calls an object, in its parts.
///
/// @param text the whole, such as `column files.size`
/// @param kind such as `column`
/// @param table what is before the point, of what belongs to a table; otherwise empty
/// @param name such as `size`
public record ObjectName(String text, String kind, String table, String name) {

    public static ObjectName of(String text) {
        var kind = text.substring(0, text.indexOf(' '));
        var name = text.substring(kind.length() + 1);
        return switch (kind) {
            case "column", "constraint", "trigger", "policy" ->
                new ObjectName(text, kind, name.substring(0, name.indexOf('.')), name.substring(name.indexOf('.') + 1));
            default -> new ObjectName(text, kind, "", name);
        };
    }
}
