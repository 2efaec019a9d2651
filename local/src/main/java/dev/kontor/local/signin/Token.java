package dev.kontor.local.signin;

import java.time.Instant;

/// A signed token.
///
/// @param text what goes behind `Bearer`
public record Token(String text, Subject subject, Instant expiresAt) {}
