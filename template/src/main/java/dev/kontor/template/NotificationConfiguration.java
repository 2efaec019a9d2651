package dev.kontor.template;

/// A function that hears of new objects: an `S3` event of the template.
///
/// @param prefix the beginning of those objects' keys; empty for all
/// @param suffix the end of those objects' keys; empty for all
public record NotificationConfiguration(LambdaDefinition function, String prefix, String suffix) {
    /// Whether the function hears of the object with this key.
    public boolean matches(String key) {
        return key.startsWith(prefix) && key.endsWith(suffix);
    }
}
