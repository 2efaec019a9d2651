package dev.kontor.functions.auth;

import static dev.kontor.functions.auth.Asking.EXPIRED;
import static dev.kontor.functions.auth.Asking.INVALID;
import static dev.kontor.functions.auth.Asking.contextOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Lambda;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The claims that a well-signed token must have, and may have.
class TokenClaimsTest {

    private static final TestKey KEY = TestKey.ed25519("ed");
    private static final List<TestKey> KEYS = List.of(KEY, TestKey.p256("ec"), TestKey.rsa(2048, "rsa"));
    private static final SignIn SIGN_IN = new SignIn(KEYS.toArray(TestKey[]::new));
    private static final Authorizer AUTHORIZER = new Authorizer(SIGN_IN.environment());

    private static final String EMOJI = "\uD83D\uDE00";

    /// More than a test takes from signing to checking; a clock may tick over, too.
    private static final int SOON = 20;

    @AfterAll
    static void stop() {
        SIGN_IN.close();
    }

    @ParameterizedTest
    @FieldSource("KEYS")
    @DisplayName("S4: a user id is any text, whatever the token is signed with")
    void aUserIdIsAnyTextWhateverTheTokenIsSignedWith(TestKey key) {
        for (var subject : List.of(
                "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ",
                "kX9bQ2mLw7RzTfYc4vNjHs1PdGa6eUoi",
                "1",
                "ada@example.com",
                "8b6c68b1-0000-4000-8000-00000000c0de",
                "auth0|ä " + EMOJI,
                "' or 1=1 --",
                " a ",
                "x".repeat(255),
                EMOJI.repeat(255))) {
            assertThat(contextOf(AUTHORIZER, key.token(with("sub", subject))))
                    .isEqualTo(Map.of("userId", subject, "email", "ada@example.com", "role", "user"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "a\0b", "\0"})
    void aSubjectThatNamesNobodyIsRefused(String subject) {
        refused(with("sub", subject));
    }

    @Test
    void aSubjectOf256CharactersIsRefused() {
        refused(with("sub", "x".repeat(256)));
        refused(with("sub", EMOJI.repeat(256)));
    }

    @Test
    void aSubjectThatIsNoUnicodeIsRefused() {
        refused(Lambda.json(SignIn.claims()).replace(SignIn.USER, "\\ud800"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "iss", "aud", "exp"})
    void aClaimThatMustBeThereIs(String claim) {
        refused(with(claim, null));
        var claims = SignIn.claims();
        claims.remove(claim);
        refused(claims);
    }

    static Stream<Map<String, Object>> claimsOfAnotherType() {
        return Stream.of(
                Map.of("sub", 1),
                Map.of("sub", List.of("ada")),
                Map.of("sub", Map.of("id", "ada")),
                Map.of("sub", true),
                Map.of("iss", 1),
                Map.of("iss", List.of(SignIn.ISSUER)),
                Map.of("aud", 1),
                Map.of("aud", List.of(SignIn.AUDIENCE, 1)),
                Map.of("aud", Map.of("aud", SignIn.AUDIENCE)),
                Map.of("exp", "tomorrow"),
                Map.of("exp", String.valueOf(Instant.now().getEpochSecond() + 900)),
                Map.of("exp", true),
                Map.of("exp", List.of(Instant.now().getEpochSecond() + 900)),
                Map.of("nbf", "1"),
                Map.of("iat", "1"),
                Map.of("email", List.of("ada@example.com")),
                Map.of("email", 1),
                Map.of("role", true),
                Map.of("role", List.of("admin")),
                Map.of("role", Map.of("admin", true)));
    }

    @ParameterizedTest
    @MethodSource("claimsOfAnotherType")
    void aClaimOfAnotherTypeIsRefused(Map<String, Object> claim) {
        var claims = SignIn.claims();
        claims.putAll(claim);
        refused(claims);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e300",
                "-1e300",
                "1e400",
                "253402300800",
                "9223372036854775807",
                "9223372036854775808",
                "-1",
                "NaN",
                "Infinity"
            })
    void aTimeThatNoClockShowsIsRefused(String time) {
        for (var claim : List.of("exp", "nbf", "iat")) {
            refused(Lambda.json(with(claim, "TIME")).replace("\"TIME\"", time));
        }
    }

    @Test
    void aTimeMayHaveAFraction() {
        accepted(with("exp", Instant.now().getEpochSecond() + 900.5));
    }

    @Test
    void whatIsWrittenTwiceIsRefused() {
        for (var claim : List.of("sub", "s\\u0075b", "role", "exp", "iss")) {
            refused("{\"" + claim + "\":1," + Lambda.json(SignIn.claims()).substring(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "null", "[]", "\"\"", "1", "{", "{}", "{}{}", "\0", "<html>"})
    void whatIsNoObjectOfClaimsIsRefused(String payload) {
        refused(payload);
    }

    @Test
    void issuerAndAudienceMustBeOurs() {
        for (var text : List.of("", "https://auth.example.org", SignIn.ISSUER + "/", " ")) {
            refused(with("iss", text));
            refused(with("aud", text));
        }
        refused(with("iss", SignIn.ISSUER.replace("https", "HTTPS")));
        refused(with("aud", List.of()));
        refused(with("aud", List.of("https://other.example.com", "https://third.example.com")));
        accepted(with("aud", List.of("https://other.example.com", SignIn.AUDIENCE)));
    }

    @Test
    void aTokenOutlivesItsExpiryByTheLeewayAndNoLonger() {
        assertThat(contextOf(AUTHORIZER, KEY.token(with("exp", in(-60))))).isEqualTo(EXPIRED);
        assertThat(contextOf(AUTHORIZER, KEY.token(with("exp", in(-3_600))))).isEqualTo(EXPIRED);
        accepted(with("exp", in(-60 + SOON)));
    }

    @Test
    void aTokenIsValidTheLeewayBeforeItsTimeAndNoEarlier() {
        refused(with("nbf", in(60 + SOON)));
        refused(with("nbf", in(800)));
        accepted(with("nbf", in(60)));
        accepted(with("nbf", in(-60)));
    }

    @Test
    void onlyATokenThatIsGoodOtherwiseHasExpired() {
        var claims = with("exp", in(-3_600));
        refused(Map.of("exp", 1));
        for (var fault : List.of(
                Map.<String, Object>of("iss", "https://auth.example.org"),
                Map.<String, Object>of("aud", List.of()),
                Map.<String, Object>of("sub", " "),
                Map.<String, Object>of("role", List.of("admin")))) {
            var faulty = new TreeMap<>(claims);
            faulty.putAll(fault);
            refused(faulty);
        }
        assertThat(contextOf(AUTHORIZER, KEY.another().token(claims))).isEqualTo(INVALID);
    }

    @Test
    void emailAndRoleMayBeMissing() {
        var claims = with("role", null);
        claims.remove("email");
        assertThat(contextOf(AUTHORIZER, KEY.token(claims))).isEqualTo(Map.of("userId", SignIn.USER));
    }

    @Test
    void emailAndRoleAreTextAsLongAsTheDatabaseHolds() {
        for (var text : List.of("", "x".repeat(255), EMOJI.repeat(255))) {
            assertThat(contextOf(AUTHORIZER, KEY.token(with("role", text)))).containsEntry("role", text);
        }
        accepted(with("email", "x".repeat(320)));
        for (var text : List.of("x".repeat(321), "a\0b")) {
            refused(with("email", text));
            refused(with("role", text));
        }
        refused(with("role", "x".repeat(256)));
    }

    @Test
    void aScopeIsPassedOnAsWordsSeparatedByBlanks() {
        for (var scope : List.of("credits:spend credits:read", List.of("credits:spend", "credits:read"))) {
            assertThat(contextOf(AUTHORIZER, KEY.token(with("scope", scope))))
                    .containsEntry("scope", "credits:spend credits:read");
        }
        accepted(with("scope", ""));
        accepted(with("scope", List.of()));
        for (var malformed : List.of(1, true, Map.of("a", 1), List.of("a", 1), "x".repeat(1_001), "a\0b")) {
            refused(with("scope", malformed));
        }
    }

    @Test
    void whatElseATokenSaysIsNotPassedOn() {
        var claims = SignIn.claims();
        claims.put("userId", "eve");
        claims.put("verdict", "TOKEN_EXPIRED");
        claims.put("isAuthorized", false);
        claims.put("name", "Ada");
        assertThat(contextOf(AUTHORIZER, KEY.token(claims)))
                .isEqualTo(Map.of("userId", SignIn.USER, "email", "ada@example.com", "role", "user"));
    }

    private static long in(int seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    private static Map<String, @Nullable Object> with(String claim, @Nullable Object value) {
        var claims = SignIn.claims();
        claims.put(claim, value);
        return claims;
    }

    private static void accepted(Map<String, @Nullable Object> claims) {
        assertThat(contextOf(AUTHORIZER, KEY.token(claims))).containsEntry("userId", SignIn.USER);
    }

    private static void refused(Map<String, ? extends @Nullable Object> claims) {
        refused(Lambda.json(claims));
    }

    private static void refused(String payload) {
        var header = Lambda.json(KEY.header());
        assertThat(contextOf(AUTHORIZER, KEY.token(header, payload)))
                .as("%s", payload)
                .isEqualTo(INVALID);
    }
}
