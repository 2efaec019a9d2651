package dev.kontor.functions.auth;

import static dev.kontor.functions.auth.Asking.INVALID;
import static dev.kontor.functions.auth.Asking.contextOf;
import static dev.kontor.functions.auth.Attack.signed;
import static dev.kontor.functions.auth.TestKey.base64;
import static dev.kontor.functions.auth.TestKey.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Lambda;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.shared.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Texts that are no token, or a good token written otherwise: each is refused.
class TokenTextAttacksTest {

    private static final TestKey ED = TestKey.ed25519("ed");
    private static final TestKey EC = TestKey.p256("ec");
    private static final TestKey RSA = TestKey.rsa(2048, "rsa");
    private static final List<TestKey> KEYS = List.of(ED, EC, RSA);

    private static final SignIn SIGN_IN = new SignIn(KEYS.toArray(TestKey[]::new));
    private static final Authorizer AUTHORIZER = new Authorizer(SIGN_IN.environment());

    @AfterAll
    static void stop() {
        SIGN_IN.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"writtenInAnotherWay", "withAnotherHeader"})
    void isRefused(Attack attack) {
        assertThat(contextOf(AUTHORIZER, attack.token())).isEqualTo(INVALID);
        assertThat(SIGN_IN.strayFetches()).isZero();
    }

    @Test
    void aTokenAsLongAsTheGatewayTakesIsAccepted() {
        assertThat(huge(7_300).length()).isBetween(9_900, 10_240);
        assertThat(contextOf(AUTHORIZER, huge(7_300))).containsEntry("userId", SignIn.USER);
    }

    /// Whatever bytes come, the answer is a verdict and no fault. Time passes between two tokens,
    /// since some name a key that does not exist, and fetches are rationed.
    @Test
    @Tag("slow")
    void noisyTokensAreRefusedToo() {
        var random = new Random(4);
        var now = new AtomicReference<>(Instant.now());
        var authorizer = new Authorizer(SIGN_IN.environment(), now::get);
        var good = KEYS.stream().map(key -> key.token(SignIn.claims())).toList();
        for (var i = 0; i < Repetitions.of(500, 5_000); i++) {
            var parts = good.get(random.nextInt(good.size())).split("\\.", -1);
            var part = random.nextInt(parts.length);
            var bytes = Base64.getUrlDecoder().decode(parts[part]);
            for (var n = random.nextInt(3); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            }
            parts[part] = base64(Arrays.copyOf(bytes, bytes.length - random.nextInt(2)));
            var token = String.join(".", parts);
            now.updateAndGet(time -> time.plus(Limits.KEY_SET_FETCH_INTERVAL));
            assertThat(contextOf(authorizer, token)).as("%d: %s", i, token).isEqualTo(INVALID);
        }
        assertThat(SIGN_IN.strayFetches()).isZero();
    }

    static Stream<Attack> writtenInAnotherWay() {
        var token = ED.token(SignIn.claims());
        var parts = token.split("\\.", -1);
        var end = token.substring(0, token.length() - 1);
        var last = token.charAt(token.length() - 1);
        return Stream.of(
                new Attack("a space before", " . " + token),
                new Attack(
                        "a space inside the signature",
                        token.substring(0, token.length() - 5) + " " + token.substring(token.length() - 5)),
                new Attack("a space inside the header", " " + parts[0].charAt(0) + " " + token.substring(1)),
                new Attack("a newline inside", parts[0] + ".\n" + parts[1] + "." + parts[2]),
                new Attack("a newline inside the signature", end + "\n" + last),
                new Attack("a newline at the end of the signature", token + "\n."),
                new Attack("a tab inside", parts[0] + "\t." + parts[1] + "." + parts[2]),
                new Attack("padding behind", token + "=="),
                new Attack("padding inside", parts[0] + "=." + parts[1] + "." + parts[2]),
                new Attack("a NUL behind", token + "\0"),
                new Attack("a bit to spare", end + neighbour(last)),
                new Attack("another character behind", token + "A"),
                new Attack("a part more", token + "."),
                new Attack("a part before", "." + token),
                new Attack("two parts more", token + ".."),
                new Attack("five parts", token + ".AA.AA"),
                new Attack("no payload", parts[0] + ".." + parts[2]),
                new Attack("no header", "." + parts[1] + "." + parts[2]),
                new Attack("two tokens", token + "," + token),
                new Attack("two tokens with a space", token + ", Bearer " + token),
                new Attack("quoted", '"' + token + '"'),
                new Attack("in brackets", "<" + token + ">"),
                new Attack("in plain base64", token.replace('-', '+').replace('_', '/') + "+"),
                new Attack("full-width digits", fullWidth(token)),
                new Attack("an Arabic digit", end + "\u0661"),
                new Attack("a letter that ASCII has not", token + "\u017f"),
                new Attack("percent-encoded", token.replace(".", "%2E")),
                new Attack("base64 of base64", base64(utf8(token))),
                new Attack(
                        "JSON serialization",
                        Lambda.json(Map.of(
                                "protected", parts[0],
                                "payload", parts[1],
                                "signature", parts[2]))),
                new Attack("encrypted", encrypted()),
                new Attack("huge", huge(20_000)),
                new Attack("a million dots", ".".repeat(1_000_000)),
                new Attack("a million letters", "x".repeat(1_000_000)));
    }

    static Stream<Attack> withAnotherHeader() {
        var claims = Lambda.json(SignIn.claims());
        var attacks = new ArrayList<Attack>();
        for (var header : List.of(
                "{\"alg\":\"none\",\"alg\":\"EdDSA\",\"kid\":\"ed\"}",
                "{\"alg\":\"EdDSA\",\"alg\":\"EdDSA\",\"kid\":\"ed\"}",
                "{\"alg\":\"EdDSA\",\"\\u0061lg\":\"EdDSA\",\"kid\":\"ed\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"eve\",\"kid\":\"ed\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"crit\":[\"x\"],\"x\":1}",
                "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"crit\":[]}",
                "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"crit\":\"exp\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"crit\":[\"b64\"],\"b64\":true}",
                "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"b64\":false}",
                "[\"EdDSA\"]",
                "\"EdDSA\"",
                "null",
                "1",
                "{",
                "{}",
                "{\"alg\":\"EdDSA\",\"kid\":\"ed\"",
                "{\"alg\":\"EdDSA\",\"kid\":\"\\u12\"}",
                "{\"alg\":\"EdDSA\",\"kid\":01e99999999}",
                "{\"alg\":\"EdDSA\",\"kid\":\"e\0d\"}",
                "\0",
                "\uFEFFx",
                "[".repeat(3_000),
                "{\"a\":".repeat(1_000))) {
            attacks.add(new Attack(header, ED.token(header, claims)));
        }
        var header = base64(utf8("{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"b64\":false}"));
        for (var payload : List.of(claims, claims.replace(".", "\\u002e"))) {
            attacks.add(new Attack("in the clear: " + payload, signed(header + "." + payload, ED)));
        }
        for (var type : List.of("JWT", "jwt", "application/jwt")) {
            attacks.add(new Attack("a token in a token, cty " + type, nested(type)));
        }
        return attacks.stream();
    }

    private static String nested(String type) {
        var header = ED.header();
        header.put("cty", type);
        return ED.token(Lambda.json(header), ED.token(SignIn.claims()));
    }

    private static String encrypted() {
        var header = Map.of("alg", "RSA-OAEP", "enc", "A128GCM", "kid", "rsa");
        return base64(utf8(Lambda.json(header))) + ".AA".repeat(4);
    }

    private static String huge(int padding) {
        var claims = SignIn.claims();
        claims.put("image", "x".repeat(padding));
        return ED.token(claims);
    }

    /// Decodes to the same byte: the last of 86 characters has four bits to spare.
    private static char neighbour(char last) {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet.charAt(alphabet.indexOf(last) + 1);
    }

    private static String fullWidth(String token) {
        return token.chars()
                .map(c -> c >= '0' && c <= '9' ? c - '0' + '\uFF10' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
