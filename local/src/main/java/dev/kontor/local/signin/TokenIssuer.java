package dev.kontor.local.signin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/// Signs tokens with the same header and claims as Better Auth.
public final class TokenIssuer {
    /// The claim `iss` of every local token, which the local authorizer expects.
    public static final String ISSUER = "kontor-local";

    /// The claim `aud` of every local token, which the local authorizer expects.
    public static final String AUDIENCE = "kontor-local";

    /// A working day.
    public static final Duration LIFETIME = Duration.ofHours(8);

    private final LocalKey key;

    public TokenIssuer(LocalKey key) {
        this.key = key;
    }

    /// A token for the user `demo`, who is no admin, signed by the key in `directory`.
    public static Token demo(Path directory) throws IOException {
        var user = new TokenUser("demo", TokenUser.emailFor("demo"), "user");
        return new TokenIssuer(LocalKey.in(directory)).sign(user, LIFETIME);
    }

    /// A token that is valid from now on.
    public Token sign(TokenUser user, Duration lifetime) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var claims = new JwtClaims();
        claims.setSubject(user.id());
        claims.setStringClaim("email", user.email());
        claims.setStringClaim("role", user.role());
        if (!user.scope().isEmpty()) {
            claims.setStringClaim("scope", user.scope());
        }
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
            return new Token(signature.getCompactSerialization(), user, now.plus(lifetime));
        } catch (JoseException e) {
            throw new IllegalStateException("an Ed25519 key signs anything", e);
        }
    }
}
