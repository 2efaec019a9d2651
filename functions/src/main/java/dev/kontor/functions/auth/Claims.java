package dev.kontor.functions.auth;

import dev.kontor.functions.http.Rule;
import dev.kontor.functions.http.Rules;
import dev.kontor.functions.http.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.ReservedClaimNames;
import org.jose4j.jwt.consumer.JwtContext;
import org.jspecify.annotations.Nullable;

/// What a token says of its user. One malformed claim makes the whole token bad, so that nobody gets
/// half an identity and the issuer notices.
final class Claims {

    private static final Map<String, Rule<String>> TEXTS = Map.of(
            ReservedClaimNames.SUBJECT, Rules.USER_ID,
            Verdict.EMAIL, Rules.EMAIL,
            Verdict.ROLE, Rules.ROLE);

    private static final String BLANK = " ";

    private static final List<String> TIMES =
            List.of(ReservedClaimNames.EXPIRATION_TIME, ReservedClaimNames.NOT_BEFORE, ReservedClaimNames.ISSUED_AT);

    /// The end of the year 9999. jose4j itself accepts even 1e300.
    private static final double LAST_SECOND = 253_402_300_799d;

    private Claims() {}

    /// The name of a claim that is malformed, beyond what jose4j checks itself; null if there is
    /// none.
    static @Nullable String fault(JwtContext token) {
        var claims = token.getJwtClaims();
        for (var text : TEXTS.entrySet()) {
            var value = claims.getClaimValue(text.getKey());
            if (value != null && !text.getValue().accepts(value)) {
                return text.getKey();
            }
        }
        var scope = words(claims.getClaimValue(Verdict.SCOPE));
        if (scope != null && !Rules.SCOPE.accepts(scope)) {
            return Verdict.SCOPE;
        }
        for (var time : TIMES) {
            if (claims.getClaimValue(time) instanceof Number seconds
                    && !(seconds.doubleValue() >= 0 && seconds.doubleValue() <= LAST_SECOND)) {
                return time;
            }
        }
        return null;
    }

    /// The context that the authorizer passes on for a good token.
    static Map<String, String> caller(JwtClaims claims) {
        var context = new LinkedHashMap<String, String>();
        put(context, Verdict.USER_ID, claims.getClaimValue(ReservedClaimNames.SUBJECT));
        put(context, Verdict.EMAIL, claims.getClaimValue(Verdict.EMAIL));
        put(context, Verdict.ROLE, claims.getClaimValue(Verdict.ROLE));
        put(context, Verdict.SCOPE, words(claims.getClaimValue(Verdict.SCOPE)));
        return context;
    }

    /// A scope as one text: some issuers write an array of words. Anything else stays as it is.
    private static @Nullable Object words(@Nullable Object scope) {
        return scope instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                ? list.stream().map(String.class::cast).collect(Collectors.joining(BLANK))
                : scope;
    }

    private static void put(Map<String, String> context, String key, @Nullable Object value) {
        if (value instanceof String text) {
            context.put(key, text);
        }
    }
}
