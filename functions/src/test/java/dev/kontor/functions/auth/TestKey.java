package dev.kontor.functions.auth;

import dev.kontor.functions.testing.Lambda;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A key that signs tokens, by the JDK's own cryptography: nothing here is of the library under
/// test.
///
/// @param algorithm the token's `alg`
/// @param signature what the JDK calls that
/// @param jwk what a key set says of it
record TestKey(String algorithm, String signature, KeyPair pair, Map<String, Object> jwk) {

    static TestKey ed25519(String id) {
        return octets("Ed25519", 32, id);
    }

    static TestKey ed448(String id) {
        return octets("Ed448", 57, id);
    }

    static TestKey p256(String id) {
        return curve("ES256", "SHA256withECDSAinP1363Format", "P-256", "secp256r1", id);
    }

    static TestKey p384(String id) {
        return curve("ES384", "SHA384withECDSAinP1363Format", "P-384", "secp384r1", id);
    }

    static TestKey rsa(int bits, String id) {
        var spec = new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
        var pair = generate("RSA", spec);
        var key = (RSAPublicKey) pair.getPublic();
        return new TestKey(
                "RS256",
                "SHA256withRSA",
                pair,
                jwk(
                        Map.of(
                                "kty", "RSA",
                                "n", base64(bytes(key.getModulus(), (bits + 7) / 8)),
                                "e", base64(bytes(key.getPublicExponent(), 3))),
                        "RS256",
                        id));
    }

    /// A key of the same kind, and by the same id.
    TestKey another() {
        return switch (signature) {
            case "Ed25519" -> ed25519(id());
            case "SHA256withRSA" -> rsa(2048, id());
            default -> p256(id());
        };
    }

    /// This key with another member in its entry of the key set.
    TestKey with(String member, @Nullable Object value) {
        var changed = new TreeMap<>(jwk);
        if (value == null) {
            changed.remove(member);
        } else {
            changed.put(member, value);
        }
        return new TestKey(algorithm, signature, pair, changed);
    }

    /// This key with another way to sign.
    TestKey signing(String otherAlgorithm, String otherSignature) {
        return new TestKey(otherAlgorithm, otherSignature, pair, jwk);
    }

    String id() {
        return String.valueOf(jwk.get("kid"));
    }

    PublicKey publicKey() {
        return pair.getPublic();
    }

    /// The header of a good token.
    Map<String, @Nullable Object> header() {
        return new TreeMap<String, @Nullable Object>(Map.of("alg", algorithm, "kid", id()));
    }

    String token(Map<String, @Nullable Object> claims) {
        return token(header(), claims);
    }

    String token(Map<String, @Nullable Object> header, Map<String, @Nullable Object> claims) {
        return token(Lambda.json(header), Lambda.json(claims));
    }

    /// A token made of JSON, or of something that passes for JSON.
    String token(String header, String claims) {
        var signed = base64(utf8(header)) + "." + base64(utf8(claims));
        return signed + "." + base64(sign(signed));
    }

    byte[] sign(String text) {
        try {
            var signing = Signature.getInstance(signature);
            signing.initSign(pair.getPrivate());
            signing.update(text.getBytes(StandardCharsets.US_ASCII));
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return algorithm;
    }

    private static TestKey octets(String curve, int length, String id) {
        var pair = generate(curve, new NamedParameterSpec(curve));
        var encoded = pair.getPublic().getEncoded();
        var raw = Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
        return new TestKey(
                "EdDSA", curve, pair, jwk(Map.of("kty", "OKP", "crv", curve, "x", base64(raw)), "EdDSA", id));
    }

    private static TestKey curve(String algorithm, String signature, String curve, String name, String id) {
        var pair = generate("EC", new ECGenParameterSpec(name));
        var key = (ECPublicKey) pair.getPublic();
        var length = key.getParams().getCurve().getField().getFieldSize() / 8;
        return new TestKey(
                algorithm,
                signature,
                pair,
                jwk(
                        Map.of(
                                "kty",
                                "EC",
                                "crv",
                                curve,
                                "x",
                                base64(bytes(key.getW().getAffineX(), length)),
                                "y",
                                base64(bytes(key.getW().getAffineY(), length))),
                        algorithm,
                        id));
    }

    private static Map<String, Object> jwk(Map<String, String> key, String algorithm, String id) {
        var jwk = new TreeMap<String, Object>(key);
        jwk.put("alg", algorithm);
        jwk.put("kid", id);
        return jwk;
    }

    /// Big-endian, without a sign, in so many bytes.
    static byte[] bytes(BigInteger number, int length) {
        var bytes = number.toByteArray();
        var padded = new byte[length];
        var from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, padded, length - (bytes.length - from), bytes.length - from);
        return padded;
    }

    private static KeyPair generate(String algorithm, AlgorithmParameterSpec spec) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(spec);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
