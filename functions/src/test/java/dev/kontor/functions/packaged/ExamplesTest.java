package dev.kontor.functions.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiDescription;
import dev.kontor.functions.testing.ApiDescription.DescribedOperation;
import dev.kontor.functions.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/// The examples of responses in `functions/openapi.yaml` are what the API answers to the events of
/// `events/`, and to requests that it refuses. `-Dkontor.examples=write` writes them anew.
final class ExamplesTest {

    private static final String BEGIN = "\n  # Written by ExamplesTest.\n  examples:\n";
    private static final String INDENT = "    ";

    static Stream<DescribedOperation> operations() {
        return ApiDescription.operations().values().stream();
    }

    @Test
    void theExamplesAreRealResponses() throws Exception {
        var real = new LinkedHashMap<String, Object>();
        real.putAll(responsesToEvents());
        real.putAll(RefusedRequests.problems());
        if ("write".equals(System.getProperty("kontor.examples"))) {
            write(real);
            return;
        }
        var described = new LinkedHashMap<String, Object>();
        ApiDescription.components("examples")
                .forEach((name, example) ->
                        described.put(name, ApiDescription.map(example).get("value")));
        assertThat(described).as("written anew with -Dkontor.examples=write").containsExactlyInAnyOrderEntriesOf(real);
    }

    /// Problems have a place in the description that all operations share, and so has their example.
    @ParameterizedTest
    @MethodSource("operations")
    void everyResponseWithABodyHasAnExample(DescribedOperation operation) {
        operation.responses().forEach((status, response) -> {
            var content = ApiDescription.map(response.get("content"));
            for (var media : content.values()) {
                var described = ApiDescription.map(media);
                var examples = described.get("examples");
                var example = status.startsWith("2")
                        ? ApiDescription.map(examples).get(operation.id())
                        : Objects.requireNonNullElse(examples, described.get("example"));
                assertThat(example).as("%s %s", operation, status).isNotNull();
            }
        });
    }

    private static Map<String, Object> responsesToEvents() throws Exception {
        var responses = new LinkedHashMap<String, Object>();
        var database = Seed.database();
        try (var api = Api.on(database, database.environment())) {
            for (var route : Api.ROUTES) {
                Seed.into(database);
                var event = PlainJson.write(PlainJson.event(route.function().name()));
                var response = api.invoke(route.function().handler(), event);
                assertThat(response.status()).as("%s", response).isBetween(200, 299);
                if (response.body() != null) {
                    responses.put(route.function().name(), PlainJson.read(Timeless.of(response.body())));
                }
            }
        }
        return responses;
    }

    private static void write(Map<String, Object> examples) throws IOException {
        var file = Project.ROOT.resolve("functions/openapi.yaml");
        var description = Files.readString(file);
        var values = new LinkedHashMap<String, Object>();
        examples.forEach((name, value) -> values.put(name, Map.of("value", value)));
        var yaml = yaml().dump(values).indent(INDENT.length()).replaceAll("(?m)^ +$", "");
        var begin = description.indexOf(BEGIN);
        var before = begin < 0 ? description.stripTrailing() + "\n" : description.substring(0, begin);
        Files.writeString(file, before + BEGIN + yaml);
    }

    private static Yaml yaml() {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        return new Yaml(options);
    }
}
