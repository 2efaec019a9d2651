package dev.kontor.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RouteTableTest {
    private final RouteTable routes = table(
            "ANY /files/{proxy+}",
            "GET /files/{id}",
            "GET /files/recent",
            "ANY /files/{id}",
            "GET /files",
            "GET /{user}/files");

    @Test
    void textWinsOverAVariableAndAVariableOverAGreedyOne() {
        assertThat(key("GET", "/files/recent")).isEqualTo("GET /files/recent");
        assertThat(key("GET", "/files/7")).isEqualTo("GET /files/{id}");
        assertThat(key("GET", "/files/7/tags")).isEqualTo("ANY /files/{proxy+}");
        assertThat(key("GET", "/files/files")).isEqualTo("GET /files/{id}");
    }

    @Test
    void aMethodWinsOverAny() {
        assertThat(key("GET", "/files/7")).isEqualTo("GET /files/{id}");
        assertThat(key("PUT", "/files/7")).isEqualTo("ANY /files/{id}");
    }

    @Test
    void aVariableIsOneSegmentThatIsNotEmpty() {
        assertThat(key("GET", "/me/files")).isEqualTo("GET /{user}/files");
        assertThat(key("GET", "//files")).isEqualTo("none");
        assertThat(key("GET", "/files/")).isEqualTo("none");
        assertThat(key("GET", "/a/b/files")).isEqualTo("none");
    }

    @Test
    void anotherMethodOrPathHasNoRoute() {
        assertThat(key("POST", "/files")).isEqualTo("none");
        assertThat(key("HEAD", "/files")).isEqualTo("none");
        assertThat(key("GET", "/file")).isEqualTo("none");
        assertThat(key("GET", "/")).isEqualTo("none");
        assertThat(key("OPTIONS", "*")).isEqualTo("none");
        assertThat(key("GET", "")).isEqualTo("none");
    }

    @Test
    void variablesCarryTheirSegments() {
        assertThat(routes.find("DELETE", "/files/a/b//c").orElseThrow().pathParameters())
                .isEqualTo(Map.of("proxy", "a/b//c"));
        assertThat(routes.find("GET", "/files/a b").orElseThrow().pathParameters())
                .isEqualTo(Map.of("id", "a b"));
    }

    private String key(String method, String path) {
        return routes.find(method, path).map(match -> match.route().key()).orElse("none");
    }

    private static RouteTable table(String... keys) {
        var function =
                new LambdaDefinition("Any", "any.Handler", Path.of("any.zip"), Duration.ofSeconds(1), null, Set.of());
        return new RouteTable(Arrays.stream(keys)
                .map(key -> key.split(" ", -1))
                .map(key -> new Route(key[0], new PathTemplate(key[1]), function, null))
                .toList());
    }
}
