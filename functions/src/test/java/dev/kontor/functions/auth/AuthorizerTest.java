package dev.kontor.functions.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;

import dev.kontor.functions.testing.Lambda;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What the authorizer passes on, against a sign-in service's key set on a real HTTP server.
class AuthorizerTest {

    private SignIn signIn;
    private Authorizer authorizer;

    @BeforeEach
    void start() throws Exception {
        signIn = new SignIn();
        authorizer = new Authorizer(signIn.environment());
    }

    @AfterEach
    void stop() {
        signIn.close();
    }

    @Test
    void aGoodTokenGivesUserEmailAndRole() {
        assertThat(contextOf(signIn.token(SignIn.claims())))
                .isEqualTo(
                        Map.of("userId", SignIn.USER, "email", "ada@example.com", "role", "user"));
    }

    @ParameterizedTest
    @DisplayName("S4: the subject is any text")
    @ValueSource(
            strings = {
                "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ",
                "kX9bQ2mLw7RzTfYc4vNjHs1PdGa6eUoi",
                "1",
                "8b6c68b1-0000-4000-8000-00000000c0de",
                "auth0|ä \uD83D\uDE00"
            })
    void aSubjectIsAnyText(String subject) {
        assertThat(contextOf(with("sub", subject))).containsEntry("userId", subject);
    }

    @Test
    void aSubjectHas255CharactersAtTheMost() {
        for (var letter : List.of("x", "\uD83D\uDE00")) {
            assertThat(contextOf(with("sub", letter.repeat(255))))
                    .containsEntry("userId", letter.repeat(255));
            refused("INVALID_TOKEN", with("sub", letter.repeat(256)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "a\0b", "\0"})
    void aSubjectThatNamesNobodyIsRefused(String subject) {
        refused("INVALID_TOKEN", with("sub", subject));
    }

    @Test
    void emailAndRoleMayBeMissing() {
        var claims = SignIn.claims();
        claims.remove("email");
        claims.put("role", null);
        assertThat(contextOf(signIn.token(claims))).isEqualTo(Map.of("userId", SignIn.USER));
    }

    @Test
    void anExpiredTokenIsToldFromABadOne() {
        var now = System.currentTimeMillis() / 1000;
        refused("TOKEN_EXPIRED", with("exp", now - 3_600));
        refused("TOKEN_EXPIRED", with("exp", 1));
        assertThat(contextOf(with("exp", now - 30))).containsKey("userId"); // clocks differ
    }

    @Test
    void anExpiredTokenOfAnotherKeyIsNoExpiredToken() throws Exception {
        var claims = SignIn.claims();
        claims.put("exp", 1);
        var header = Map.of("alg", "EdDSA", "kid", SignIn.KEY_ID);
        refused("INVALID_TOKEN", SignIn.token(claims, header, SignIn.newKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "iss", "aud", "exp"})
    void aClaimThatMustBeThereIs(String claim) {
        var claims = SignIn.claims();
        claims.remove(claim);
        refused("INVALID_TOKEN", signIn.token(claims));
    }

    @Test
    void issuerAndAudienceMustBeOurs() {
        refused("INVALID_TOKEN", with("iss", "https://auth.example.org"));
        refused("INVALID_TOKEN", with("aud", "https://other.example.com"));
        refused("INVALID_TOKEN", with("aud", List.of()));
        assertThat(contextOf(with("aud", List.of("https://other.example.com", SignIn.AUDIENCE))))
                .containsKey("userId");
    }

    @Test
    void aTokenThatIsNotYetValidIsRefused() {
        refused("INVALID_TOKEN", with("nbf", System.currentTimeMillis() / 1000 + 3_600));
    }

    @Test
    void aClaimOfAnotherTypeIsRefused() {
        refused("INVALID_TOKEN", with("sub", 1));
        refused("INVALID_TOKEN", with("email", List.of("ada@example.com")));
        refused("INVALID_TOKEN", with("role", true));
        refused("INVALID_TOKEN", with("exp", "tomorrow"));
        refused("INVALID_TOKEN", with("iss", 1));
    }

    @Test
    void aSignatureThatIsNotOursIsRefused() throws Exception {
        var header = Map.of("alg", "EdDSA", "kid", SignIn.KEY_ID);
        refused("INVALID_TOKEN", SignIn.token(SignIn.claims(), header, SignIn.newKey()));
        var good = signIn.token(SignIn.claims());
        var parts = good.split("\\.", -1);
        var other = signIn.token(new HashMap<>(Map.of("sub", "eve"))).split("\\.", -1);
        refused("INVALID_TOKEN", parts[0] + "." + other[1] + "." + parts[2]);
        refused("INVALID_TOKEN", parts[0] + "." + parts[1] + ".");
        refused("INVALID_TOKEN", parts[0] + "." + parts[1]);
    }

    @Test
    void anUnknownKeyIsRefused() throws Exception {
        var header = Map.of("alg", "EdDSA", "kid", "another");
        refused("INVALID_TOKEN", SignIn.token(SignIn.claims(), header, SignIn.newKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE"})
    void anUnsignedTokenIsRefused(String alg) {
        var unsigned = SignIn.unsigned(Map.of("alg", alg), SignIn.claims());
        refused("INVALID_TOKEN", unsigned + ".");
        refused("INVALID_TOKEN", unsigned + "." + SignIn.base64(new byte[64]));
    }

    @Test
    void thePublicKeyIsNoSharedSecret() throws Exception {
        for (var secret :
                List.of(
                        signIn.publicKey(),
                        SignIn.base64(signIn.publicKey()).getBytes(StandardCharsets.US_ASCII))) {
            var unsigned =
                    SignIn.unsigned(Map.of("alg", "HS256", "kid", SignIn.KEY_ID), SignIn.claims());
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            var signature = mac.doFinal(unsigned.getBytes(StandardCharsets.US_ASCII));
            refused("INVALID_TOKEN", unsigned + "." + SignIn.base64(signature));
        }
    }

    @Test
    void aKeyThatATokenBringsAlongIsIgnored() throws Exception {
        var header = Map.of("alg", "EdDSA", "jku", "http://127.0.0.1:1/jwks", "kid", "another");
        refused("INVALID_TOKEN", SignIn.token(SignIn.claims(), header, SignIn.newKey()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer a.b.c",
                "Bearer ..",
                "Bearer \uD83D\uDE00",
                "Basic YWRhOmFkYQ==",
                "Token abc"
            })
    void whatIsNoBearerTokenIsRefused(String header) {
        assertThat(context(header)).isEqualTo(Map.of("verdict", "INVALID_TOKEN"));
    }

    @Test
    void theSchemeMayBeInAnyCaseAndTheTokenMustHaveOne() {
        var token = signIn.token(SignIn.claims());
        assertThat(context("bearer " + token)).containsKey("userId");
        assertThat(context("BEARER  " + token)).containsKey("userId");
        assertThat(context(token)).isEqualTo(Map.of("verdict", "INVALID_TOKEN"));
    }

    @Test
    void anEventWithoutHeadersIsRefused() {
        for (var event :
                List.of("{}", "{\"headers\": null}", "{\"headers\": {\"authorization\": null}}")) {
            assertThat(invoke(event).get("context")).isEqualTo(Map.of("verdict", "INVALID_TOKEN"));
        }
    }

    @Test
    void theKeySetIsFetchedOnce() {
        for (var i = 0; i < 3; i++) {
            contextOf(signIn.token(SignIn.claims()));
        }
        assertThat(signIn.fetches()).isEqualTo(1);
    }

    @Test
    void aKeySetThatCannotBeHadIsAFaultAndNoVerdict() {
        var token = signIn.token(SignIn.claims());
        signIn.answerWith(503);
        assertThatThrownBy(() -> contextOf(token)).isInstanceOf(IllegalStateException.class);
        signIn.answerWith(200);
        assertThat(contextOf(token)).containsEntry("userId", SignIn.USER);
        signIn.close();
        authorizer = new Authorizer(signIn.environment());
        assertThatThrownBy(() -> contextOf(token)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT_JWKS_URL", "JWT_ISSUER", "JWT_AUDIENCE"})
    void aMissingVariableStopsItAtStart(String variable) {
        var environment = new HashMap<>(signIn.environment());
        environment.remove(variable);
        assertThatThrownBy(() -> new Authorizer(environment))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(variable);
        environment.put(variable, " ");
        assertThatThrownBy(() -> new Authorizer(environment)).hasMessageContaining(variable);
    }

    @Test
    void aMalformedKeySetAddressStopsItAtStart() {
        for (var url : List.of("x", "http://", "ftp://example.com/jwks", "https://ex ample/jwks")) {
            var environment = new HashMap<>(signIn.environment());
            environment.put("JWT_JWKS_URL", url);
            assertThatThrownBy(() -> new Authorizer(environment))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("JWT_JWKS_URL");
        }
    }

    private String with(String claim, Object value) {
        var claims = SignIn.claims();
        claims.put(claim, value);
        return signIn.token(claims);
    }

    private void refused(String verdict, String token) {
        assertThat(contextOf(token)).isEqualTo(Map.of("verdict", verdict));
    }

    private Map<String, @Nullable Object> contextOf(String token) {
        return context("Bearer " + token);
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> context(String header) {
        try {
            var event = Lambda.object(Files.readString(Path.of("..", "events", "Authorizer.json")));
            event.put("headers", Map.of("authorization", header));
            var answer = invoke(Lambda.json(event));
            assertThat(answer).containsEntry("isAuthorized", true);
            return (Map<String, @Nullable Object>) Objects.requireNonNull(answer.get("context"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, @Nullable Object> invoke(String event) {
        return Lambda.invoke(
                authorizer,
                APIGatewayV2CustomAuthorizerEvent.class,
                SimpleIAMPolicyResponse.class,
                event);
    }
}
