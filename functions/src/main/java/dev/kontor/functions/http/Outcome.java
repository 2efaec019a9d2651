package dev.kontor.functions.http;

import dev.kontor.shared.ErrorCode;
import org.jspecify.annotations.Nullable;

/// How a request ended.
///
/// @param code null where it succeeded
record Outcome(Response response, @Nullable ErrorCode code) {}
