package dev.kontor.idempotency;

/// A request that came with an `Idempotency-Key`. The key is scoped to the user and the operation.
///
/// @param operation the name of the operation, up to 100 characters
/// @param fingerprint the SHA-256 of the whole request, in lower-case hex; the same key with
///   another fingerprint is refused
public record KeyedRequest(String userId, String operation, String key, String fingerprint) {}
