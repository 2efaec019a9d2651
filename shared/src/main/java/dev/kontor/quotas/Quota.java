package dev.kontor.quotas;

import org.jspecify.annotations.Nullable;

/// What a user may store, and what they do, live and in the trash.
///
/// @param bytes the most that all content may have, arrived or reserved; null for no limit
/// @param used bytes of content that has arrived, each object once
/// @param reserved bytes that are declared and have not arrived
public record Quota(@Nullable Long bytes, long used, long reserved) {}
