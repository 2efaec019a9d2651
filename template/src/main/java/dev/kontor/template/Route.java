package dev.kontor.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One route of the HTTP API.
///
/// @param method an HTTP method in upper case, or `ANY`
/// @param authorizer null on a public route
public record Route(
        String method,
        PathTemplate path,
        LambdaDefinition function,
        @Nullable RouteAuthorizer authorizer) {
    static final String ANY_METHOD = "ANY";

    /// API Gateway's name for it, such as `GET /v1/files/{id}`.
    public String key() {
        return method + " " + path;
    }

    /// Whether anyone may call it, without a token.
    public boolean isPublic() {
        return authorizer == null;
    }

    /// The key, by which tests show a route.
    @Override
    public String toString() {
        return key();
    }

    /// A Lambda authorizer.
    ///
    /// @param identityHeaders names in lower case; a request that lacks one is refused without a
    ///   call of the authorizer
    public record RouteAuthorizer(LambdaDefinition function, List<String> identityHeaders) {}
}
