package dev.kontor.functions.packaged;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.sun.net.httpserver.HttpServer;
import dev.kontor.functions.testing.Project;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The migration function, from the archive that is deployed.
@OnLinux
final class MigrateIT {

    @Test
    void bringsAnEmptyDatabaseUpToDateAndThenFindsNothingToDo() throws Exception {
        var database = TestPostgres.createDatabase();
        var owner = Map.of("DATABASE_URL", database.url(), "DATABASE_USER", TestDatabase.OWNER);

        try (var migrate = PackagedFunction.start(Project.TEMPLATE.function("Migrate"), owner)) {
            var first = PlainJson.read(migrate.invoke(PlainJson.event("Migrate")));
            var second = PlainJson.read(migrate.invoke(PlainJson.event("Migrate")));

            assertThat(first.get("applied")).asInstanceOf(LIST).isNotEmpty();
            assertThat(second.get("applied")).asInstanceOf(LIST).isEmpty();
            assertThat(second.get("before")).isEqualTo(first.get("after"));
        }
    }

    @Test
    @DisplayName("S16: CloudFormation is answered also where the function's environment is bad")
    void answersCloudFormationThoughAVariableIsMissing() throws Exception {
        var answered = new CompletableFuture<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            answered.complete(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        var event = Map.<String, Object>of(
                "RequestType",
                "Create",
                "ResponseURL",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                "ResourceProperties",
                Map.of("Migrations", Project.migrations()));
        try (var migrate = PackagedFunction.start(Project.TEMPLATE.function("Migrate"), Map.of())) {
            migrate.invoke(event);
            assertThat(PlainJson.read(answered.get(1, TimeUnit.MINUTES)))
                    .containsEntry("Status", "FAILED")
                    .extracting("Reason", as(STRING))
                    .startsWith("DATABASE_URL is missing from the environment");
        } finally {
            server.stop(0);
        }
    }
}
