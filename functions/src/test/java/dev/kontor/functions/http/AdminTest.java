package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.Template;
import dev.kontor.functions.testing.Template.Route;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// What `openapi.yaml` gives the answer 403 is for the role `admin` alone, and nothing else is.
class AdminTest {

    private static final Api API = Api.open();

    @AfterAll
    static void close() {
        API.close();
    }

    static Stream<Route> routes() {
        return SignedInTest.routesWithTheAuthorizer();
    }

    @Test
    void someRoutesAreForAdmins() {
        assertThat(routes().filter(AdminTest::isForAdmins))
                .extracting(Route::toString)
                .containsExactlyInAnyOrder(
                        "POST /v1/credits/grants",
                        "POST /v1/credits/refunds",
                        "GET /v1/users",
                        "PUT /v1/users/{id}/tags");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void anAdminIsRefusedNothing(Route route) {
        for (var role : List.of("admin", "user,admin", "admin,user", "a,admin,b")) {
            assertThat(status(route, Map.of("userId", "ada", "role", role)))
                    .as(role)
                    .isNotIn(401, 403);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void anyoneElseIsRefusedWhatIsForAdmins(Route route) {
        for (var role :
                List.of("user", "", "Admin", "ADMIN", "administrator", "admin ", "user;admin")) {
            assertRefused(route, Map.of("userId", "ada", "role", role));
        }
        for (var odd : List.of(true, 1, List.of("admin"), Map.of("admin", true))) {
            assertRefused(route, Map.of("userId", "ada", "role", odd));
        }
        assertRefused(route, Map.of("userId", "admin", "email", "admin"));
    }

    private static void assertRefused(Route route, Map<String, Object> authorizer) {
        assertThat(status(route, authorizer) == 403)
                .as("%s", authorizer)
                .isEqualTo(isForAdmins(route));
    }

    private static int status(Route route, Map<String, Object> authorizer) {
        return API.send(API.call(route.method(), route.path(), authorizer)).status();
    }

    @SuppressWarnings("unchecked") // the description would be none otherwise
    private static boolean isForAdmins(Route route) {
        var here = Template.yaml(Template.ROOT.resolve("functions/openapi.yaml"));
        var method = route.method().toLowerCase(Locale.ROOT);
        for (var key : List.of("paths", route.path(), method, "responses")) {
            here = (Map<String, Object>) Objects.requireNonNull(here.get(key), key);
        }
        return here.containsKey("403");
    }
}
