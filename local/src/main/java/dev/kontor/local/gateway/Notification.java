package dev.kontor.local.gateway;

/// A function that is told of new objects, as an `S3` event of the template has it.
///
/// @param prefix what the keys of those objects begin with; empty for all
/// @param suffix what they end with, likewise
public record Notification(LambdaDefinition function, String prefix, String suffix) {
    boolean isOf(String key) {
        return key.startsWith(prefix) && key.endsWith(suffix);
    }
}
