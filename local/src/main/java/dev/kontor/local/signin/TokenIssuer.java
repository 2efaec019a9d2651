package dev.kontor.local.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/// Signs tokens with the header and the claims that Better Auth gives its own.
public final class TokenIssuer {
    /// The claim `iss` of every local token, and what `run` has the authorizer expect.
    public static final String ISSUER = "kontor-local";

    /// The claim `aud`, likewise.
    public static final String AUDIENCE = "kontor-local";

    /// A working day.
    public static final Duration LIFETIME = Duration.ofHours(8);

    private final LocalKey key;

    public TokenIssuer(LocalKey key) {
        this.key = key;
    }

    /// A token for `subject` that is good from now on.
    public Token sign(Subject subject, Duration lifetime) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var claims = new JwtClaims();
        claims.setSubject(subject.id());
        claims.setStringClaim("email", subject.email());
        claims.setStringClaim("role", subject.role());
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(lifetime).getEpochSecond()));

        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setKeyIdHeaderValue(key.jwk().getKeyId());
        signature.setKey(key.jwk().getPrivateKey());
        signature.setPayload(claims.toJson());
        try {
            return new Token(signature.getCompactSerialization(), subject, now.plus(lifetime));
        } catch (JoseException e) {
            throw new IllegalStateException("an Ed25519 key signs anything", e);
        }
    }
}
