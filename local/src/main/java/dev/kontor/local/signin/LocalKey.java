package dev.kontor.local.signin;

import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/// The Ed25519 key that signs the tokens of this machine. It is in `signing-key.pem`, as PKCS#8,
/// which only its owner can read.
public final class LocalKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final OctetKeyPairJsonWebKey jwk;

    private LocalKey(OctetKeyPairJsonWebKey jwk) {
        this.jwk = jwk;
    }

    /// The key in `directory`, which is created if there is none. Processes that do this at the same
    /// time all end up with the same key.
    ///
    /// @throws Failure the file cannot be read or holds something else
    public static LocalKey in(Path directory) throws IOException {
        var file = directory.resolve("signing-key.pem");
        SecretFile.createOnce(file, LocalKey::make);
        try {
            return read(file);
        } catch (GeneralSecurityException | JoseException | IllegalArgumentException e) {
            throw new Failure(file + " holds no Ed25519 key in PKCS#8; delete it to get a new one", e);
        } catch (IOException e) {
            throw new Failure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// The key with its id and its private part, for signing.
    OctetKeyPairJsonWebKey jwk() {
        return jwk;
    }

    /// The JWK set with the public key, as JSON.
    public String publicKeySet() {
        return JsonUtil.toJson(Map.of("keys", List.of(jwk.toParams(OutputControlLevel.PUBLIC_ONLY))));
    }

    private static String make() {
        try {
            var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
            var encoded = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
            return BEGIN + "\n" + encoded + "\n" + END + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private static LocalKey read(Path file) throws IOException, GeneralSecurityException, JoseException {
        var text = Files.readString(file).replace(BEGIN, "").replace(END, "");
        var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text));
        var privateKey = (EdECPrivateKey) KeyFactory.getInstance("Ed25519").generatePrivate(spec);
        var jwk = new OctetKeyPairJsonWebKey(publicKeyOf(privateKey));
        jwk.setPrivateKey(privateKey);
        jwk.setAlgorithm(AlgorithmIdentifiers.EDDSA);
        jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
        return new LocalKey(jwk);
    }

    /// PKCS#8 holds the private key only, and the JDK derives a public key only while it generates
    /// a pair. So the pair is generated again, from the same 32 bytes in place of random ones.
    private static PublicKey publicKeyOf(EdECPrivateKey privateKey) throws GeneralSecurityException {
        var seed = privateKey.getBytes().orElseThrow();
        var generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new SameBytes(seed));
        return generator.generateKeyPair().getPublic();
    }

    @SuppressWarnings("serial")
    private static final class SameBytes extends SecureRandom {
        private final byte[] bytes;

        SameBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
