package dev.kontor.functions.http;

import dev.kontor.functions.Kontor;
import dev.kontor.shared.Result;

/// What an operation does for one request, once the request is known to be valid. Only
/// [Operation] has the [Kontor] that an action needs, so nothing else can run one.
@FunctionalInterface
public interface Action {

    /// Calls one method of a feature, and turns its result into a response.
    Result<Response> perform(Kontor kontor);
}
