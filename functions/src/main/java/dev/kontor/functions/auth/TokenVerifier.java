package dev.kontor.functions.auth;

import dev.kontor.functions.http.Verdict;
import dev.kontor.shared.Environment;
import dev.kontor.shared.Limits;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.lang.JoseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks Better Auth's tokens. A good token is signed by a key of the key set, has the expected
/// issuer and audience and a subject, and is neither expired nor from the future. Thread-safe.
/// docs/decisions/0010 has the reasons.
final class TokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);

    private final SigningKeys keys;
    private final JwtConsumer consumer;

    private TokenVerifier(SigningKeys keys, JwtConsumer consumer) {
        this.keys = keys;
        this.consumer = consumer;
    }

    static TokenVerifier from(Environment environment, InstantSource clock) {
        var keySet = new KeySet(KeyServer.from(environment), clock);
        var leeway = Math.toIntExact(Limits.TOKEN_LEEWAY.toSeconds());
        return new TokenVerifier(
                new SigningKeys(keySet),
                new JwtConsumerBuilder()
                        .setVerificationKeyResolver((token, nesting) -> token.getKey())
                        .setJwsAlgorithmConstraints(ConstraintType.PERMIT, SigningKeys.ALGORITHMS)
                        .setExpectedIssuer(environment.required("JWT_ISSUER"))
                        .setExpectedAudience(environment.required("JWT_AUDIENCE"))
                        .setRequireExpirationTime()
                        .setRequireSubject()
                        .setAllowedClockSkewInSeconds(leeway)
                        .registerValidator(Claims::fault)
                        .build());
    }

    /// The context that the authorizer passes on: the user of a good token, or a [Verdict].
    Map<String, String> check(String text) {
        try {
            var token = SignedToken.parse(text);
            token.setKey(keys.find(token));
            var claims = JwtClaims.parse(token.getPayload()); // verifies the signature first
            consumer.processContext(new JwtContext(claims, List.of(token)));
            return Claims.caller(claims);
        } catch (KeysUnavailableException e) {
            return refused(Verdict.KEY_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (BadToken e) {
            return refused(Verdict.INVALID_TOKEN, e.reason());
        } catch (JoseException e) { // its message quotes the token
            return refused(Verdict.INVALID_TOKEN, e.getClass().getSimpleName());
        } catch (InvalidJwtException e) { // its details quote it too
            var codes = e.getErrorDetails().stream()
                    .map(ErrorCodeValidator.Error::getErrorCode)
                    .toList();
            return refused(
                    codes.equals(List.of(ErrorCodes.EXPIRED)) ? Verdict.TOKEN_EXPIRED : Verdict.INVALID_TOKEN, codes);
        }
    }

    private static Map<String, String> refused(Verdict verdict, Object reason) {
        LOG.info("token refused: {}", reason);
        return Map.of(Verdict.VERDICT, verdict.name());
    }
}
