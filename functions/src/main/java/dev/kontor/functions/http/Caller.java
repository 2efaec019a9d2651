package dev.kontor.functions.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Result;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The user who sent a request, as the authorizer passed them on. Without a user id nobody is signed
/// in.
///
/// @param userId empty in a public operation
/// @param email null where the token has none
/// @param role null where the token has none; several roles are separated by commas, as Better Auth
///   writes them
/// @param scope what a service may do for users: words separated by blanks; null where the token has
///   none
public record Caller(
        String userId,
        @Nullable String email,
        @Nullable String role,
        @Nullable String scope) {

    private static final String ADMIN = "admin";

    static final Caller ANYONE = new Caller("", null, null, null);

    /// The signed-in user. Without one, the error is the authorizer's verdict. A user id, e-mail
    /// address or role that the database could not hold makes the token invalid.
    static Result<Caller> of(APIGatewayV2HTTPEvent event) {
        var context = context(event);
        if (context.get(Verdict.USER_ID) instanceof String userId && !userId.isBlank()) {
            var caller = new Caller(
                    userId, text(context, Verdict.EMAIL), text(context, Verdict.ROLE), text(context, Verdict.SCOPE));
            return caller.canBeStored()
                    ? Result.ok(caller)
                    : Result.err(ErrorCode.INVALID_TOKEN, ErrorCode.INVALID_TOKEN.title());
        }
        var verdict = context.get(Verdict.VERDICT);
        return verdict == null
                ? Result.err(ErrorCode.AUTHENTICATION_REQUIRED, ErrorCode.AUTHENTICATION_REQUIRED.title())
                : Verdict.of(verdict).result();
    }

    private boolean canBeStored() {
        return Rules.USER_ID.accepts(userId)
                && (email == null || Rules.EMAIL.accepts(email))
                && (role == null || Rules.ROLE.accepts(role));
    }

    public boolean isAdmin() {
        return role != null && Arrays.asList(role.split(",", -1)).contains(ADMIN);
    }

    /// Whether the token has the scope.
    public boolean may(TokenScope scope) {
        return this.scope != null && Arrays.asList(this.scope.split(" ", -1)).contains(scope.toString());
    }

    private static @Nullable String text(Map<String, @Nullable Object> context, String key) {
        return context.get(key) instanceof String text ? text : null;
    }

    private static Map<String, @Nullable Object> context(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getRequestContext())
                .map(APIGatewayV2HTTPEvent.RequestContext::getAuthorizer)
                .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer::getLambda)
                .<Map<String, @Nullable Object>>map(lambda -> lambda)
                .orElseGet(Map::of);
    }
}
