package dev.kontor.functions.auth;

import static dev.kontor.functions.auth.Asking.INVALID;
import static dev.kontor.functions.auth.Asking.contextOf;
import static dev.kontor.functions.auth.Attack.signed;
import static dev.kontor.functions.auth.Attack.unsigned;
import static dev.kontor.functions.auth.TestKey.base64;
import static dev.kontor.functions.auth.TestKey.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Lambda;
import dev.kontor.shared.Limits;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The ways to have a token taken for one that the sign-in service signed with a key of its own:
/// each is refused, and none makes the authorizer ask anyone but the key server.
@Tag("slow")
class KeyAttacksTest {

    private static final TestKey ED = TestKey.ed25519("ed");
    private static final TestKey EC = TestKey.p256("ec");
    private static final TestKey RSA = TestKey.rsa(2048, "rsa");
    private static final List<TestKey> KEYS = List.of(ED, EC, RSA);

    /// Keys of types that no token may be signed with.
    private static final List<TestKey> UNSUITABLE = List.of(
            TestKey.ed448("ed448"),
            TestKey.ed448("ed448 by another name").with("crv", "Ed25519"),
            TestKey.p384("p384"),
            TestKey.p384("p384 as ES256").signing("ES256", "SHA256withECDSAinP1363Format"),
            TestKey.p256("p256 as ES384").signing("ES384", "SHA384withECDSAinP1363Format"),
            TestKey.p256("p256 as ES256K").signing("ES256K", EC.signature()),
            TestKey.rsa(1024, "rsa of 1024 bits"),
            TestKey.rsa(2048, "rsa for RS384").signing("RS384", "SHA384withRSA"),
            TestKey.rsa(2048, "rsa for RS512").signing("RS512", "SHA512withRSA"),
            TestKey.ed25519("for encryption").with("use", "enc"),
            TestKey.p256("ec for encryption").with("use", "enc"),
            TestKey.rsa(2048, "rsa for encryption").with("use", "enc"),
            TestKey.ed25519("for signing only").with("key_ops", List.of("sign")),
            TestKey.ed25519("ed for ES256").with("alg", "ES256"),
            TestKey.rsa(2048, "rsa for PS256").with("alg", "PS256"),
            TestKey.rsa(2048, "rsa for OAEP").with("alg", "RSA-OAEP"),
            TestKey.ed25519("X25519").with("crv", "X25519"),
            TestKey.p256("secp256k1").with("crv", "secp256k1"),
            TestKey.ed25519("oct").with("kty", "oct").with("k", ED.jwk().get("x")));

    private static final TestKey EVE = TestKey.ed25519("eve");

    private static final SignIn SIGN_IN =
            new SignIn(Stream.concat(KEYS.stream(), UNSUITABLE.stream()).toArray(TestKey[]::new));
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-02-03T04:05:06Z"));
    private static final Authorizer AUTHORIZER = new Authorizer(SIGN_IN.environment(), NOW::get);

    @BeforeAll
    static void publishEvesKey() {
        SIGN_IN.publishElsewhere(EVE);
    }

    @AfterAll
    static void stop() {
        SIGN_IN.close();
    }

    @ParameterizedTest
    @FieldSource("KEYS")
    void aTokenThatIsNoAttackIsAccepted(TestKey key) {
        assertThat(contextOf(AUTHORIZER, key.token(SignIn.claims()))).containsEntry("userId", SignIn.USER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "withoutASignature",
        "signedWithWhatIsPublic",
        "bringingTheirKeyAlong",
        "namingAKeyInAnOddWay",
        "namingAnotherAlgorithm",
        "signedWithAnUnsuitableKey"
    })
    void isRefused(Attack attack) {
        NOW.updateAndGet(now -> now.plus(Limits.KEY_SET_FETCH_INTERVAL)); // so that each may cause a fetch
        assertThat(contextOf(AUTHORIZER, attack.token())).isEqualTo(INVALID);
        assertThat(SIGN_IN.strayFetches()).isZero();
    }

    static Stream<Attack> withoutASignature() {
        return Stream.of("none", "None", "NONE", "nOnE", "").flatMap(algorithm -> {
            var text = unsigned(Map.of("alg", algorithm, "kid", "ed"));
            return Stream.of(
                    new Attack("alg " + algorithm, text + "."),
                    new Attack("alg " + algorithm + ", two parts", text),
                    new Attack("alg " + algorithm + ", zeros", text + zeros(64)),
                    new Attack("alg " + algorithm + ", signed", signed(text, ED)));
        });
    }

    static Stream<Attack> signedWithWhatIsPublic() {
        var attacks = new ArrayList<Attack>();
        for (var key : KEYS) {
            var der = key.publicKey().getEncoded();
            var pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                    + "\n-----END PUBLIC KEY-----";
            var raw = String.valueOf(key.jwk().getOrDefault("x", key.jwk().get("n")));
            var secrets = Map.of(
                    "DER", der,
                    "PEM", utf8(pem),
                    "PEM and a newline", utf8(pem + "\n"),
                    "bytes", Base64.getUrlDecoder().decode(raw),
                    "text", utf8(raw),
                    "JWK", utf8(Lambda.json(key.jwk())));
            for (var hash : List.of("256", "384", "512")) {
                var text = unsigned(Map.of("alg", "HS" + hash, "kid", key.id()));
                secrets.forEach((form, secret) -> attacks.add(new Attack(
                        "HS" + hash + " with the " + key + " key as " + form,
                        text + "." + hmac("HmacSHA" + hash, secret, text))));
            }
        }
        attacks.add(new Attack("HS256 with nothing", unsigned(Map.of("alg", "HS256", "kid", "ed")) + zeros(32)));
        return attacks.stream();
    }

    static Stream<Attack> bringingTheirKeyAlong() {
        var certificate =
                List.of(Base64.getEncoder().encodeToString(EVE.publicKey().getEncoded()));
        var url = SIGN_IN.url("/eve");
        return Stream.of(
                        Map.<String, Object>of("jwk", EVE.jwk()),
                        Map.<String, Object>of("jku", url),
                        Map.<String, Object>of("x5u", url),
                        Map.<String, Object>of("x5c", certificate),
                        Map.<String, Object>of("jwk", EVE.jwk(), "jku", url, "x5u", url, "x5c", certificate))
                .flatMap(along -> Stream.of("eve", "ed", "").map(id -> {
                    var header = EVE.header();
                    header.putAll(along);
                    header.put("kid", id.isEmpty() ? null : id);
                    return new Attack(along.keySet() + " and kid " + id, EVE.token(header, SignIn.claims()));
                }));
    }

    static Stream<Attack> namingAKeyInAnOddWay() {
        return Stream.<Object>of(
                        "",
                        " ",
                        "ED",
                        "ed\0",
                        "ed ",
                        "*",
                        "../../../../../../dev/null",
                        "/dev/null",
                        "file:///dev/null",
                        SIGN_IN.url("/eve"),
                        "' or '1'='1",
                        "x' union select 'AA",
                        "| curl " + SIGN_IN.url("/eve"),
                        "x".repeat(5_000),
                        "\uD83D\uDE00",
                        0,
                        1.5,
                        true,
                        List.of("ed"),
                        Map.of("kid", "ed"))
                .flatMap(id -> Stream.of(
                        new Attack("kid " + id + ", of Eve", as(EVE, "kid", id)),
                        new Attack("kid " + id + ", of ours", as(ED, "kid", id))));
    }

    static Stream<Attack> namingAnotherAlgorithm() {
        var attacks = new ArrayList<Attack>();
        for (var key : KEYS) {
            for (var algorithm : List.<Object>of(
                    "EdDSA",
                    "ES256",
                    "RS256",
                    "PS256",
                    "RS384",
                    "ES384",
                    "ES256K",
                    "HS256",
                    "Ed25519",
                    "Ed448",
                    "eddsa",
                    "EDDSA",
                    "es256",
                    "rs256",
                    " EdDSA",
                    "A128KW",
                    "RSA-OAEP",
                    "dir",
                    "",
                    1,
                    List.of("EdDSA"),
                    Map.of("EdDSA", true))) {
                if (!isNameOf(key, algorithm)) {
                    attacks.add(new Attack("alg " + algorithm + " for the " + key + " key", as(key, "alg", algorithm)));
                }
            }
            attacks.add(new Attack("no alg for the " + key + " key", as(key, "alg", null)));
        }
        return attacks.stream();
    }

    /// `Ed25519` is another name of `EdDSA` (RFC 9864).
    private static boolean isNameOf(TestKey key, Object algorithm) {
        return algorithm.equals(key.algorithm()) || (key.equals(ED) && algorithm.equals("Ed25519"));
    }

    static Stream<Attack> signedWithAnUnsuitableKey() {
        return Stream.concat(
                UNSUITABLE.stream().map(key -> new Attack("key " + key.id(), key.token(SignIn.claims()))),
                KEYS.stream()
                        .map(key -> new Attack(
                                "another " + key + " key with the same kid",
                                key.another().token(SignIn.claims()))));
    }

    /// A token of the key with one member of its header changed.
    private static String as(TestKey key, String member, @Nullable Object value) {
        var header = key.header();
        if (value == null) {
            header.remove(member);
        } else {
            header.put(member, value);
        }
        return key.token(header, SignIn.claims());
    }

    private static String zeros(int count) {
        return "." + base64(new byte[count]);
    }

    private static String hmac(String algorithm, byte[] secret, String text) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return base64(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
