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

/// Finds the key that a token names, in the key set and nowhere else. Of the token's header it reads
/// only `alg` and `kid`. Thread-safe.
final class SigningKeys {

    /// The algorithms that tokens may be signed with.
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

    /// The one key that fits the token.
    ///
    /// @throws BadToken when no key fits, or more than one
    /// @throws IllegalStateException when no key fits, and the key set cannot be fetched
    Key find(JsonWebSignature token) throws BadToken {
        var wanted = wanted(token);
        var keys = wanted.filter(keySet.current());
        if (keys.isEmpty()) {
            keys = wanted.filter(keySet.latest());
        }
        if (keys.size() != 1) {
            throw new BadToken("the number of keys that fit is " + keys.size());
        }
        return keys.getFirst().getKey();
    }

    /// The filter for the token's key. jose4j's own selection compares the curve and the key's `alg`
    /// only while more than one key is left.
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
            default -> throw new BadToken("a forbidden algorithm");
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
