package dev.kontor.functions.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Project;
import dev.kontor.shared.Limits;
import dev.kontor.template.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The requests of a user who is being erased, as long as that takes: those of `events/`, on the rows
/// that they name.
final class ErasingApiTest {

    private static final Api API = Api.open();

    /// The only request that is let in: it helps the erasure on.
    private static final String ERASURE = "DeleteMe";

    @BeforeAll
    static void everyoneIsBeingErased() throws IOException, SQLException {
        API.database().execute(Files.readString(Project.ROOT.resolve("events/seed.sql")));
        API.database().execute("insert into erasures (user_id) select user_id from users");
    }

    @AfterAll
    static void close() {
        API.close();
    }

    static Stream<Route> signedInRoutes() {
        return Api.ROUTES.stream()
                .filter(route -> !route.isPublic())
                .filter(route -> !route.function().name().equals(ERASURE));
    }

    @ParameterizedTest
    @MethodSource("signedInRoutes")
    void everyOperationIsRefusedAndShowsNothing(Route route) throws IOException {
        var before = API.rowCounts();

        var response = send(route.function().name(), route.function().handler());

        response.isProblem(503, "SERVICE_UNAVAILABLE");
        assertThat(response.headers())
                .containsEntry("Retry-After", Long.toString(Limits.RETRY_AFTER.toSeconds()))
                .doesNotContainKey("ETag");
        assertThat(response.object())
                .containsOnlyKeys("type", "title", "status", "detail", "code", "requestId")
                .containsEntry("detail", "What this user had is being erased; try again later");
        assertThat(API.rowCounts()).isEqualTo(before);
    }

    /// Of a process that does not know the user, so that it looks for the mark.
    @Test
    void theErasureItselfIsLetInAndThenTheUserBeginsWithNothing() throws SQLException {
        var user = API.newUser();
        API.database().execute("""
            insert into tags (user_id, name) values ('%1$s', 'a');
            insert into erasures (user_id) values ('%1$s');
            """.formatted(user.id()));
        var confirmation = "{\"confirm\": \"%s\"}".formatted(user.id());

        API.send(user.call("DELETE", "/v1/me").json(confirmation)).is(204);

        assertThat(user.get("/v1/tags").is(200).get("total")).isEqualTo(0);
    }

    @Test
    void anAdminErasesThemselvesAlthoughTheErasureWasBegun() throws SQLException {
        var admin = API.newUser().withRole("admin");
        API.database().execute("insert into erasures (user_id) values ('%s')".formatted(admin.id()));

        admin.delete("/v1/users/" + API.newUser().id()).isProblem(503, "SERVICE_UNAVAILABLE");
        admin.delete("/v1/users/" + admin.id()).is(204);
        admin.get("/v1/users").is(200);
    }

    @Test
    void anAdminGivesNothingToWhoIsBeingErased() throws SQLException {
        var admin = API.newUser().withRole("admin");
        var user = API.newUser();
        user.credits(5);
        user.get("/v1/me").is(200);
        API.database().execute("""
            insert into erasures (user_id) values ('%1$s');
            delete from users where user_id = '%1$s';
            """.formatted(user.id()));
        var grant = """
            {"userId": "%s", "type": "bonus", "amount": 7, "description": "welcome"}
            """.formatted(user.id());

        admin.post("/v1/credits/grants", grant, "key").isProblem(503, "SERVICE_UNAVAILABLE");
        admin.put("/v1/users/" + user.id() + "/quota", "{\"bytes\": 5}").isProblem(503, "SERVICE_UNAVAILABLE");
        admin.put("/v1/users/" + user.id() + "/tags", "{\"tags\": [\"a\"]}").isProblem(404, "RESOURCE_NOT_FOUND");
        admin.delete("/v1/users/" + user.id()).is(204);
        admin.post("/v1/credits/grants", grant, "key").is(201);

        assertThat(user.get("/v1/credits/balance").is(200).get("amount")).isEqualTo(7);
    }

    private static ApiResponse send(String function, String handler) throws IOException {
        return API.invoke(handler, Files.readString(Project.ROOT.resolve("events/" + function + ".json")));
    }
}
