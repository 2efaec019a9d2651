package dev.kontor.functions.auth;

import static dev.kontor.functions.auth.Asking.INVALID;
import static dev.kontor.functions.auth.Asking.context;
import static dev.kontor.functions.auth.Asking.contextOf;
import static dev.kontor.functions.auth.Asking.contextOfEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the authorizer reads a request and its own environment.
class AuthorizerTest {

    private static final TestKey KEY = TestKey.ed25519("c5c995c4-4402-4de3-8a2c-8b6c68b1c0de");
    private static final SignIn SIGN_IN = new SignIn(KEY);

    private final Authorizer authorizer = new Authorizer(SIGN_IN.environment());

    @AfterAll
    static void stop() {
        SIGN_IN.close();
    }

    @Test
    void aGoodTokenGivesUserEmailAndRole() {
        assertThat(contextOf(authorizer, KEY.token(SignIn.claims())))
                .isEqualTo(Map.of("userId", SignIn.USER, "email", "ada@example.com", "role", "user"));
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
        assertThat(context(authorizer, header)).isEqualTo(INVALID);
    }

    @Test
    void theSchemeMayBeInAnyCaseAndTheTokenMustHaveOne() {
        var token = KEY.token(SignIn.claims());
        assertThat(context(authorizer, "bearer " + token)).containsKey("userId");
        assertThat(context(authorizer, "BEARER  " + token)).containsKey("userId");
        assertThat(context(authorizer, token)).isEqualTo(INVALID);
    }

    @Test
    void anEventWithoutHeadersIsRefused() {
        for (var event : List.of("{}", "{\"headers\": null}", "{\"headers\": {\"authorization\": null}}")) {
            assertThat(contextOfEvent(authorizer, event)).isEqualTo(INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT_JWKS_URL", "JWT_ISSUER", "JWT_AUDIENCE"})
    void aMissingVariableStopsItAtStart(String variable) {
        var environment = new HashMap<>(SIGN_IN.environment());
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
            var environment = new HashMap<>(SIGN_IN.environment());
            environment.put("JWT_JWKS_URL", url);
            assertThatThrownBy(() -> new Authorizer(environment))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("JWT_JWKS_URL");
        }
    }
}
