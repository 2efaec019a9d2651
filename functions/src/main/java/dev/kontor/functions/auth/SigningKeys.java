package dev.kontor.functions.auth;

import java.security.Key;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.KeyOperations;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.SimpleJwkFilter;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.keys.EllipticCurves;

/// Finds the key that a token names in the key set, and nowhere else: of the header it reads `alg`
/// and `kid` alone. Thread-safe.
final class SigningKeys {

    /// The algorithms that tokens may be signed with, so that one can be permitted and asked for.
    static final String[] ALGORITHMS = {
        AlgorithmIdentifiers.EDDSA,
        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
        AlgorithmIdentifiers.RSA_USING_SHA256
    };

    private static final String[] VERIFY = {KeyOperations.VERIFY};

    private final KeySet keySet;

    SigningKeys(KeySet keySet) {
        this.keySet = keySet;
    }

    /// The one key that fits.
    ///
    /// @throws IllegalStateException when no key fits, and the key set cannot be fetched
    Key find(JsonWebSignature token) throws BadToken {
        var wanted = wanted(token);
        var keys = wanted.filter(keySet.current());
        if (keys.isEmpty()) {
            keys = wanted.filter(keySet.latest());
        }
        if (keys.size() != 1) {
            throw new BadToken(keys.size() + " keys that fit");
        }
        return keys.getFirst().getKey();
    }

    /// jose4j's own selection holds the curve and the key's `alg` against the token only while more
    /// than one key is left.
    private static SimpleJwkFilter wanted(JsonWebSignature token) throws BadToken {
        var algorithm = text(token, HeaderParameterNames.ALGORITHM);
        var wanted = new SimpleJwkFilter();
        switch (algorithm) {
            case AlgorithmIdentifiers.EDDSA -> {
                wanted.setKty(OctetKeyPairJsonWebKey.KEY_TYPE);
                wanted.setCrv(OctetKeyPairJsonWebKey.SUBTYPE_ED25519, SimpleJwkFilter.VALUE_REQUIRED);
            }
            case AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256 -> {
                wanted.setKty(EllipticCurveJsonWebKey.KEY_TYPE);
                wanted.setCrv(EllipticCurves.P_256, SimpleJwkFilter.VALUE_REQUIRED);
            }
            case AlgorithmIdentifiers.RSA_USING_SHA256 -> wanted.setKty(RsaJsonWebKey.KEY_TYPE);
            default -> throw new BadToken("an algorithm that is not permitted");
        }
        if (token.getObjectHeader(HeaderParameterNames.KEY_ID) != null) {
            wanted.setKid(text(token, HeaderParameterNames.KEY_ID), SimpleJwkFilter.VALUE_REQUIRED);
        }
        wanted.setAlg(algorithm, SimpleJwkFilter.OMITTED_OKAY);
        wanted.setUse(Use.SIGNATURE, SimpleJwkFilter.OMITTED_OKAY);
        wanted.setKeyOperations(VERIFY, SimpleJwkFilter.OMITTED_OKAY);
        return wanted;
    }

    private static String text(JsonWebSignature token, String header) throws BadToken {
        if (token.getObjectHeader(header) instanceof String text) {
            return text;
        }
        throw new BadToken("no text in " + header);
    }
}
