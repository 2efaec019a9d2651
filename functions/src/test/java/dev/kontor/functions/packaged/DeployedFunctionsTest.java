package dev.kontor.functions.packaged;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.kontor.functions.testing.ApiDescription;
import dev.kontor.functions.testing.ApiDescription.DescribedOperation;
import dev.kontor.functions.testing.Project;
import dev.kontor.shared.Limits;
import dev.kontor.template.LambdaDefinition;
import dev.kontor.template.Route;
import dev.kontor.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Template, handler classes, events and OpenAPI use the same names for the same operations, and
/// each function times out before its caller does.
final class DeployedFunctionsTest {

    private static final Template TEMPLATE = Project.TEMPLATE;

    /// Between two runs of a clean-up.
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void deploysEveryHandlerUnderItsOwnName() {
        var handlers = new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages("dev.kontor.functions", "dev.kontor.migrations")
                        .stream()
                        .filter(DeployedFunctionsTest::isHandler)
                        .collect(toMap(JavaClass::getSimpleName, JavaClass::getName));

        assertThat(TEMPLATE.functions())
                .allSatisfy(f -> assertThat(handlers).containsEntry(f.name(), f.handler()))
                .hasSameSizeAs(handlers.keySet());
    }

    @Test
    void givesEveryFunctionOneEvent() throws IOException {
        try (var events = Files.list(Project.ROOT.resolve("events"))) {
            assertThat(events.map(file -> file.getFileName().toString()))
                    .filteredOn(file -> file.endsWith(".json"))
                    .containsExactlyInAnyOrderElementsOf(TEMPLATE.functions().stream()
                            .map(f -> f.name() + ".json")
                            .toList());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void anEventIsOfItsFunctionsRoute(Route route) {
        var event = PlainJson.event(route.function().name());
        var http = PlainJson.object(PlainJson.object(event, "requestContext"), "http");
        var path = route.path().toString();
        for (var parameter : PlainJson.object(event, "pathParameters").entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", (String) parameter.getValue());
        }

        assertThat(event).containsEntry("routeKey", route.key());
        assertThat(event).containsEntry("rawPath", path);
        assertThat(http).containsEntry("path", path);
    }

    @Test
    void openApiDescribesExactlyItsRoutes() {
        assertThat(ApiDescription.operations().values())
                .extracting(DescribedOperation::id, DescribedOperation::route, DescribedOperation::isPublic)
                .containsExactlyInAnyOrderElementsOf(TEMPLATE.routes().stream()
                        .map(route -> tuple(route.function().name(), route.key(), route.isPublic()))
                        .toList());
    }

    @Test
    void everyRoutedFunctionStopsBeforeTheApiGivesUp() {
        assertThat(TEMPLATE.routes())
                .extracting(route -> route.function().timeout())
                .containsOnly(Limits.FUNCTION_TIMEOUT)
                .allMatch(timeout -> timeout.compareTo(Limits.API_TIMEOUT) < 0);
    }

    @Test
    void noFunctionIsChangedBeforeTheSchemaIs() {
        assertThat(TEMPLATE.functions())
                .filteredOn(f -> !"Schema".equals(f.dependsOn()))
                .extracting(LambdaDefinition::name)
                .containsExactly("Migrate");
    }

    /// The run cancels itself, then Lambda would end the function, then CloudFormation gives up.
    @Test
    void theDeployGateAnswersBeforeCloudFormationGivesUp() {
        var template = Project.yaml("template.yaml");
        var resources = PlainJson.object(template, "Resources");
        var variables = PlainJson.object(
                PlainJson.object(PlainJson.object(PlainJson.object(resources, "Migrate"), "Properties"), "Environment"),
                "Variables");
        var run = Integer.parseInt(String.valueOf(variables.get("MIGRATION_TIMEOUT")));
        var function = (int) TEMPLATE.function("Migrate").timeout().toSeconds();
        var service = PlainJson.object(PlainJson.object(resources, "Schema"), "Properties")
                .get("ServiceTimeout");

        assertThat(function).isBetween(run + 30, run + 60);
        assertThat(Integer.parseInt(String.valueOf(service))).isBetween(function + 10, function + 60);
    }

    /// What calls a function calls the published version behind its alias, which starts from its
    /// snapshot. Migrate runs once a deploy, as what is deployed.
    @Test
    void everyFunctionButMigrateIsPublishedWithASnapshot() {
        var template = Project.yaml("template.yaml");
        var published = List.of("AutoPublishAlias", "AutoPublishAliasAllProperties", "SnapStart");

        assertThat(PlainJson.at(template, "Globals.Function"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("AutoPublishAlias", "live")
                .containsEntry("AutoPublishAliasAllProperties", true)
                .containsEntry("SnapStart", Map.of("ApplyOn", "PublishedVersions"));
        assertThat(TEMPLATE.functions())
                .filteredOn(f -> !ignored(f).stream()
                        .filter(published::contains)
                        .toList()
                        .isEmpty())
                .extracting(LambdaDefinition::name)
                .containsExactly("Migrate");
        assertThat(PlainJson.at(template, "Resources.Api.Properties.Auth.Authorizers.BearerToken.FunctionArn"))
                .isEqualTo(Map.of("Ref", "Authorizer.Alias"));
    }

    /// Statement, connection, function, API: each gives up before what waits for it does.
    @Test
    void theProxyGivesUpBeforeThePoolDoes() {
        var borrow = PlainJson.at(
                Project.resources(),
                "DatabaseProxyTargets.Properties.ConnectionPoolConfigurationInfo" + ".ConnectionBorrowTimeout");

        assertThat(Duration.ofSeconds(Long.parseLong(String.valueOf(borrow))))
                .isLessThan(Limits.POOL_CONNECT_TIMEOUT)
                .isGreaterThan(Limits.STATEMENT_TIMEOUT);
    }

    /// The longest run of a clean-up leaves time before the next begins.
    @Test
    void noFunctionOutlivesWhatCallsIt() {
        assertThat(TEMPLATE.function("Authorizer").timeout()).isEqualTo(Limits.AUTHORIZER_TIMEOUT);
        assertThat(TEMPLATE.functions()).allMatch(f -> f.timeout().compareTo(HOUR) < 0);
    }

    private static List<?> ignored(LambdaDefinition function) {
        return PlainJson.at(Project.resources(), function.name() + ".IgnoreGlobals") instanceof List<?> names
                ? names
                : List.of();
    }

    static List<Route> routes() {
        return TEMPLATE.routes();
    }

    private static boolean isHandler(JavaClass type) {
        return !type.getModifiers().contains(ABSTRACT)
                && (type.isAssignableTo(RequestHandler.class) || type.isAssignableTo(RequestStreamHandler.class));
    }
}
