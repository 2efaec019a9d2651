package dev.kontor.functions.auth;

import static dev.kontor.functions.auth.Asking.INVALID;
import static dev.kontor.functions.auth.Asking.contextOf;
import static dev.kontor.functions.auth.Attack.signed;
import static dev.kontor.functions.auth.Attack.unsigned;
import static dev.kontor.functions.auth.TestKey.base64;
import static dev.kontor.functions.auth.TestKey.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Lambda;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Signatures that are none of this token: each is refused.
class SignatureAttacksTest {

    private static final TestKey ED = TestKey.ed25519("ed");
    private static final TestKey EC = TestKey.p256("ec");
    private static final TestKey RSA = TestKey.rsa(2048, "rsa");
    private static final List<TestKey> KEYS = List.of(ED, EC, RSA);

    private static final SignIn SIGN_IN = new SignIn(KEYS.toArray(TestKey[]::new));
    private static final Authorizer AUTHORIZER = new Authorizer(SIGN_IN.environment());

    /// The order of edwards25519's group.
    private static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

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
    @MethodSource({"withAnotherSignature", "edwards", "psychic"})
    void isRefused(Attack attack) {
        assertThat(contextOf(AUTHORIZER, attack.token())).isEqualTo(INVALID);
        assertThat(SIGN_IN.strayFetches()).isZero();
    }

    static Stream<Attack> withAnotherSignature() {
        var attacks = new ArrayList<Attack>();
        for (var key : KEYS) {
            var token = key.token(SignIn.claims());
            var text = token.substring(0, token.lastIndexOf('.'));
            var good = Base64.getUrlDecoder().decode(token.substring(text.length() + 1));
            var forged = new TreeMap<String, byte[]>();
            for (var length : List.of(0, 1, 2, 3, 31, 32, 33, good.length - 2, good.length - 1)) {
                forged.put("cut to " + length + " bytes", Arrays.copyOf(good, length));
            }
            forged.put("a byte longer", Arrays.copyOf(good, good.length + 1));
            forged.put("twice", concat(good, good));
            forged.put("of zeros", new byte[good.length]);
            for (var bit : List.of(0, 7, good.length * 4, good.length * 8 - 1)) {
                var altered = good.clone();
                altered[bit / 8] ^= (byte) (1 << bit % 8);
                forged.put("with bit " + bit + " turned", altered);
            }
            var halves = new byte[good.length];
            System.arraycopy(good, 0, halves, good.length / 2, good.length / 2);
            System.arraycopy(good, good.length / 2, halves, 0, good.length / 2);
            forged.put("with its halves swapped", halves);
            forged.forEach((name, signature) ->
                    attacks.add(new Attack(key + " signature " + name, text + "." + base64(signature))));
            var others = SignIn.claims();
            others.put("sub", "eve");
            var other = key.token(others);
            attacks.add(new Attack(
                    key + " signature of another token",
                    other.substring(0, other.lastIndexOf('.')) + token.substring(text.length())));
            attacks.add(new Attack(key + " signature in hex", text + "." + "ab".repeat(good.length)));
            attacks.add(new Attack(key + " signature under another header", underAnotherHeader(key, token)));
        }
        return attacks.stream();
    }

    /// S + L verifies as well as S where nobody looks (RFC 8032, section 8.4).
    static List<Attack> edwards() {
        var token = ED.token(SignIn.claims());
        var text = token.substring(0, token.lastIndexOf('.'));
        var signature = ED.sign(text);
        var s = new BigInteger(1, reversed(Arrays.copyOfRange(signature, 32, 64))).add(L);
        var malleable = concat(Arrays.copyOf(signature, 32), reversed(TestKey.bytes(s, 32)));
        return List.of(new Attack("EdDSA signature S + L", text + "." + base64(malleable)));
    }

    /// Zeros and multiples of the order, which once verified for any key (CVE-2022-21449), and the
    /// form that other standards sign in.
    static List<Attack> psychic() {
        var text = unsigned(EC.header());
        var n = ((ECPublicKey) EC.publicKey()).getParams().getOrder();
        var order = TestKey.bytes(n, 32);
        var zero = new byte[32];
        var one = TestKey.bytes(BigInteger.ONE, 32);
        var attacks = new ArrayList<Attack>();
        for (var r : List.of(zero, one, order)) {
            for (var s : List.of(zero, one, order)) {
                attacks.add(new Attack(
                        "ES256 signature of r = %s, s = %s".formatted(new BigInteger(1, r), new BigInteger(1, s)),
                        text + "." + base64(concat(r, s))));
            }
        }
        attacks.add(new Attack("ES256 signature in DER", signed(text, EC.signing("ES256", "SHA256withECDSA"))));
        return attacks;
    }

    private static String underAnotherHeader(TestKey key, String token) {
        var header = key.header();
        header.put("typ", "JWT");
        return base64(utf8(Lambda.json(header))) + token.substring(token.indexOf('.'));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
