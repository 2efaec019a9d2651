package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiDescription;
import dev.kontor.functions.testing.Call;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.template.Route;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is described as refused to signed-in users without the role (403) lets in only the role `admin`, and
/// says so before it looks at the rest of the request or asks the database for anything.
class AdminTest {

    private static final Api API = Api.open();

    /// Whoever asks its database for anything gets 503.
    private static final Api WITHOUT_DATABASE =
            Api.on(TestPostgres.createDatabase(), new TestDatabase("none", 1).environment());

    @AfterAll
    static void close() {
        API.close();
        WITHOUT_DATABASE.close();
    }

    static Stream<Route> routesForAdmins() {
        return signedInRoutes().filter(AdminTest::isForAdmins);
    }

    static Stream<Route> routesForEveryone() {
        return signedInRoutes().filter(route -> !isForAdmins(route));
    }

    static Stream<Route> signedInRoutes() {
        return SignedInTest.routesWithTheAuthorizer();
    }

    /// None of them is `admin`, alone or among others separated by commas.
    private static List<@Nullable Object> otherRoles() {
        return Arrays.asList(
                null,
                "",
                "user",
                "Admin",
                "ADMIN",
                "administrator",
                "notadmin",
                "admin2",
                " admin",
                "admin ",
                "user, admin",
                "user;admin",
                "user admin",
                "\u0430dmin", // its first letter is Cyrillic
                true,
                List.of("admin"),
                Map.of("admin", "admin"));
    }

    @ParameterizedTest
    @MethodSource("routesForAdmins")
    void noOtherRoleIsLetIn(Route route) {
        for (var role : otherRoles()) {
            for (var body : List.of("", "{", "{}")) {
                WITHOUT_DATABASE.send(call(route, role).json(body)).isProblem(403, "PERMISSION_DENIED");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("signedInRoutes")
    void anAdminIsLetIn(Route route) {
        for (var role : List.of("admin", "user,admin", "admin,user", "editor,admin,user")) {
            assertThat(API.send(call(route, role)).status()).isIn(200, 202, 204, 400);
        }
    }

    @ParameterizedTest
    @MethodSource("routesForEveryone")
    void whatIsForEveryoneTakesAnyRole(Route route) {
        for (var role : otherRoles()) {
            assertThat(API.send(call(route, role)).status()).isIn(200, 202, 204, 400);
        }
    }

    @Test
    void whatTheContractMarksAsAdminIsDescribedSo() {
        assertThat(routesForAdmins())
                .extracting(Route::key)
                .containsExactlyInAnyOrder(
                        "POST /v1/credits/grants",
                        "POST /v1/credits/refunds",
                        "POST /v1/credits/packages",
                        "PATCH /v1/credits/packages/{id}",
                        "DELETE /v1/credits/packages/{id}",
                        "GET /v1/users",
                        "PUT /v1/users/{id}/tags",
                        "GET /v1/users/{id}/quota",
                        "PUT /v1/users/{id}/quota",
                        "DELETE /v1/users/{id}/quota",
                        "DELETE /v1/users/{id}");
    }

    private static Call call(Route route, @Nullable Object role) {
        var context = new HashMap<String, @Nullable Object>();
        context.put("userId", "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ");
        context.put("role", role);
        return API.call(route.method(), route.path().toString(), context);
    }

    private static boolean isForAdmins(Route route) {
        var refused = ApiDescription.ofRoute(route.key()).responses().get("403");
        return refused != null && String.valueOf(refused.get("description")).contains("the role `admin`");
    }
}
