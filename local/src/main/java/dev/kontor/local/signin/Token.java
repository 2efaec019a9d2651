package dev.kontor.local.signin;

import java.time.Instant;

/// A signed token.
///
/// @param text the signed JWT, which follows `Bearer` in a header
public record Token(String text, TokenUser user, Instant expiresAt) {}
