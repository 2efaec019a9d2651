package dev.kontor.functions.auth;

import java.security.Key;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.KeyOperations;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.SimpleJwkFilter;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.EdDsaAlgorithm;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.keys.EllipticCurves;
import org.jspecify.annotations.Nullable;

/// Finds the key that a token names, in the key set and nowhere else. Of the token's header it reads
/// only `alg` and `kid`. Thread-safe.
final class SigningKeys {

    /// What RFC 9864 calls EdDSA with this curve. jose4j knows only the older name.
    private static final String ED25519 = "Ed25519";

    private static final Set<String> ED25519_NAMES = Set.of(AlgorithmIdentifiers.EDDSA, ED25519);

    static {
        var algorithm = new EdDsaAlgorithm();
        algorithm.setAlgorithmIdentifier(ED25519);
        AlgorithmFactoryFactory.getInstance().getJwsAlgorithmFactory().registerAlgorithm(algorithm);
    }

    /// The algorithms that tokens may be signed with.
    static final String[] ALGORITHMS = {
        AlgorithmIdentifiers.EDDSA,
        ED25519,
        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
        AlgorithmIdentifiers.RSA_USING_SHA256
    };

    private static final String[] VERIFY = {KeyOperations.VERIFY};

    private final KeySet keySet;

    SigningKeys(KeySet keySet) {
        this.keySet = keySet;
    }

    /// The one key that fits the token. The same key twice in the key set is one key.
    ///
    /// @throws BadToken when no key fits, or more than one
    /// @throws KeysUnavailableException when no key is known to fit, and the key set cannot be
    ///   fetched, or was fetched too often
    Key find(JsonWebSignature token) throws BadToken {
        var wanted = wanted(token);
        var id = token.getKeyIdHeaderValue() == null ? "" : token.getKeyIdHeaderValue();
        var keys = keySet.find(id, wanted).stream()
                .map(JsonWebKey::getKey)
                .distinct()
                .toList();
        if (keys.size() != 1) {
            throw new BadToken("the number of keys that fit is " + keys.size());
        }
        return keys.getFirst();
    }

    /// The filter for the token's key. jose4j's own selection compares the curve and the key's `alg`
    /// only while more than one key is left.
    private static UnaryOperator<List<JsonWebKey>> wanted(JsonWebSignature token) throws BadToken {
        var algorithm = text(token, HeaderParameterNames.ALGORITHM);
        var wanted = new SimpleJwkFilter();
        switch (algorithm) {
            case AlgorithmIdentifiers.EDDSA, ED25519 -> {
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
        wanted.setUse(Use.SIGNATURE, SimpleJwkFilter.OMITTED_OKAY);
        wanted.setKeyOperations(VERIFY, SimpleJwkFilter.OMITTED_OKAY);
        return keys -> wanted.filter(keys).stream()
                .filter(key -> isFor(algorithm, key.getAlgorithm()))
                .toList();
    }

    /// @param keyAlgorithm null if the key set does not say
    private static boolean isFor(String algorithm, @Nullable String keyAlgorithm) {
        return keyAlgorithm == null
                || keyAlgorithm.equals(algorithm)
                || (ED25519_NAMES.contains(algorithm) && ED25519_NAMES.contains(keyAlgorithm));
    }

    private static String text(JsonWebSignature token, String header) throws BadToken {
        if (token.getObjectHeader(header) instanceof String text) {
            return text;
        }
        throw new BadToken("no text in " + header);
    }
}
