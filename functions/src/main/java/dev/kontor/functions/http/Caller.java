package dev.kontor.functions.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Result;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is asking, as the authorizer passed it on. Whatever is missing or odd there is nobody:
/// without a user id no operation runs.
///
/// @param userId empty for whoever asks a public operation
/// @param email null where the token has none
/// @param role null where the token has none; several are separated by commas, as Better Auth
///   writes them
public record Caller(
        String userId, @Nullable String email, @Nullable String role) {

    private static final String ADMIN = "admin";

    static final Caller ANYONE = new Caller("", null, null);

    /// The authorizer's verdict as an error where there is no user id. Who has an id, an e-mail
    /// address or a role that the database could not hold has no valid token.
    static Result<Caller> of(APIGatewayV2HTTPEvent event) {
        var context = context(event);
        if (context.get(Verdict.USER_ID) instanceof String userId && !userId.isBlank()) {
            var caller = new Caller(userId, text(context, Verdict.EMAIL), text(context, Verdict.ROLE));
            return caller.canBeKept()
                    ? Result.ok(caller)
                    : Result.err(ErrorCode.INVALID_TOKEN, ErrorCode.INVALID_TOKEN.title());
        }
        var verdict = context.get(Verdict.VERDICT);
        var code = verdict == null
                ? ErrorCode.AUTHENTICATION_REQUIRED
                : Verdict.of(verdict).code();
        return Result.err(code, code.title());
    }

    private boolean canBeKept() {
        return Rules.USER_ID.accepts(userId)
                && (email == null || Rules.EMAIL.accepts(email))
                && (role == null || Rules.ROLE.accepts(role));
    }

    boolean isAdmin() {
        return role != null && Arrays.asList(role.split(",", -1)).contains(ADMIN);
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
