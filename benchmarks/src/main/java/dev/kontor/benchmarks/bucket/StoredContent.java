package dev.kontor.benchmarks.bucket;

/// An object of a bucket.
///
/// @param size bytes, at least 1
public record StoredContent(String key, long size) {}
