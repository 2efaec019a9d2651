package dev.kontor.local.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One route of the API.
///
/// @param method an HTTP method in upper case, or `ANY`
/// @param authorizer null where anyone may call
public record Route(
        String method,
        PathTemplate path,
        LambdaDefinition function,
        @Nullable Authorizer authorizer) {
    static final String ANY_METHOD = "ANY";

    /// The name by which API Gateway knows it, as in `GET /v1/files/{id}`.
    public String key() {
        return method + " " + path;
    }

    /// A Lambda authorizer.
    ///
    /// @param identityHeaders the headers without which a request is refused unheard, in lower case
    public record Authorizer(LambdaDefinition function, List<String> identityHeaders) {}
}
