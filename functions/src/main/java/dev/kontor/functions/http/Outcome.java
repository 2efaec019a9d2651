package dev.kontor.functions.http;

import dev.kontor.shared.ErrorCode;
import org.jspecify.annotations.Nullable;

/// What became of a request.
///
/// @param code null where it succeeded
record Outcome(Response answer, @Nullable ErrorCode code) {}
