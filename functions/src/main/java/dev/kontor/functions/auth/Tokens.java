package dev.kontor.functions.auth;

import dev.kontor.functions.http.Rule;
import dev.kontor.functions.http.Verdict;
import dev.kontor.shared.Environment;
import dev.kontor.shared.Limits;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Checks Better Auth's tokens: signed with EdDSA by a key of the key set, with the expected issuer
/// and audience, not expired, and with a subject. The key set is fetched when first needed, kept,
/// and fetched again for a key id that it does not have. Thread-safe.
final class Tokens {

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final int LEEWAY_SECONDS = 60;
    private static final Set<String> SCHEMES = Set.of("https", "http");

    private static final Rule<String> USER_ID = Rule.text(1, Limits.USER_ID_CHARACTERS);

    private final JwtConsumer consumer;

    private Tokens(JwtConsumer consumer) {
        this.consumer = consumer;
    }

    static Tokens from(Environment environment) {
        var keys = new HttpsJwks(url(environment, "JWT_JWKS_URL"));
        return new Tokens(
                new JwtConsumerBuilder()
                        .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                        .setJwsAlgorithmConstraints(
                                AlgorithmConstraints.ConstraintType.PERMIT,
                                AlgorithmIdentifiers.EDDSA)
                        .setExpectedIssuer(environment.required("JWT_ISSUER"))
                        .setExpectedAudience(environment.required("JWT_AUDIENCE"))
                        .setRequireExpirationTime()
                        .setRequireSubject()
                        .setAllowedClockSkewInSeconds(LEEWAY_SECONDS)
                        .build());
    }

    /// The context that the authorizer passes on: who is asking, or a [Verdict] and nobody.
    ///
    /// @throws IllegalStateException when the key set cannot be fetched, which says nothing about
    ///   the token: the API then answers 500, so that clients try again. A verdict would be kept
    ///   for the token, and as `INVALID_TOKEN` would make them give up a good session.
    Map<String, String> check(String token) {
        try {
            return caller(consumer.processToClaims(token));
        } catch (InvalidJwtException e) {
            throwIfWithoutKeys(e);
            // Codes only: the details quote the token.
            LOG.info(
                    "token refused: {}",
                    e.getErrorDetails().stream()
                            .map(ErrorCodeValidator.Error::getErrorCode)
                            .toList());
            return refused(
                    e.hasErrorCode(ErrorCodes.EXPIRED)
                            ? Verdict.TOKEN_EXPIRED
                            : Verdict.INVALID_TOKEN);
        } catch (MalformedClaimException e) {
            LOG.info("token refused: a claim of the wrong type");
            return refused(Verdict.INVALID_TOKEN);
        }
    }

    private static void throwIfWithoutKeys(InvalidJwtException fault) {
        for (Throwable e = fault; e != null; e = e.getCause()) {
            if (e instanceof IOException) {
                // Without the faults around it: their messages quote the token.
                throw new IllegalStateException("the key set cannot be fetched", e);
            }
        }
    }

    private static String url(Environment environment, String name) {
        var text = environment.required(name);
        try {
            var url = new URI(text);
            if (url.getHost() != null && SCHEMES.contains(url.getScheme())) {
                return text;
            }
        } catch (URISyntaxException e) {
            // falls through to the error below
        }
        throw Environment.malformed(name, "a URL with https or http");
    }

    private static Map<String, String> caller(JwtClaims claims) throws MalformedClaimException {
        var userId = claims.getSubject();
        if (userId.isBlank() || !USER_ID.accepts(userId)) {
            return refused(Verdict.INVALID_TOKEN);
        }
        var context = new LinkedHashMap<String, String>();
        context.put(Verdict.USER_ID, userId);
        for (var claim : new String[] {Verdict.EMAIL, Verdict.ROLE}) {
            if (claims.hasClaim(claim)) {
                context.put(claim, claims.getStringClaimValue(claim));
            }
        }
        return context;
    }

    private static Map<String, String> refused(Verdict verdict) {
        return Map.of(Verdict.VERDICT, verdict.name());
    }
}
