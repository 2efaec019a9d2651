package dev.kontor.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateReadingTest {
    private static final Path EXAMPLE = Path.of("src/test/resources/gateway-template.yaml");

    @TempDir
    Path directory;

    @Test
    void everyHttpEventIsARoute() throws IOException {
        assertThat(Template.read(EXAMPLE).routes())
                .extracting(Route::key)
                .containsExactly(
                        "GET /open",
                        "POST /open",
                        "GET /things/{id}",
                        "GET /things/special",
                        "PUT /things/{id}/tags/{tagId}",
                        "ANY /all/{proxy+}",
                        "GET /secret/{id}");
    }

    @Test
    void everyScheduleIsAFunctionAndARate() throws IOException {
        assertThat(Template.read(EXAMPLE).schedules())
                .extracting(schedule -> schedule.function().name(), Schedule::rate)
                .containsExactly(tuple("Sweep", Duration.ofHours(1)), tuple("Sweep", Duration.ofDays(2)));
    }

    @Test
    void aScheduleUnderAConditionIsTheOneOfTheStandardSize() throws IOException {
        var file = directory.resolve("template.yaml");
        Files.writeString(file, """
            Resources:
              Sweep:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: Sweep
                  Events:
                    Regularly:
                      Type: ScheduleV2
                      Properties: {ScheduleExpression: !If [IsSmall, rate(1 day), rate(1 hour)]}
            """);

        assertThat(Template.read(file).schedules()).extracting(Schedule::rate).containsExactly(Duration.ofHours(1));
    }

    @Test
    void aScheduleThatIsNoRateIsRefusedByName() throws IOException {
        var file = directory.resolve("template.yaml");
        Files.writeString(file, """
            Resources:
              Sweep:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: Sweep
                  Events:
                    Nightly:
                      Type: ScheduleV2
                      Properties: {ScheduleExpression: "cron(0 3 * * ? *)"}
            """);

        assertThatThrownBy(() -> Template.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cron(0 3 * * ? *)");
    }

    @Test
    void whoHearsOfNewObjectsIsKnown() throws IOException {
        var template = Template.read(EXAMPLE);
        assertThat(template.notifications())
                .extracting(
                        notification -> notification.function().name(),
                        NotificationConfiguration::prefix,
                        NotificationConfiguration::suffix)
                .containsExactly(tuple("Hear", "", ""), tuple("Hear", "images/", ".png"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{Bucket: !Ref B, Events: s3:ObjectRemoved:*}",
                "{Bucket: !Ref B, Events: [s3:ObjectCreated:*, s3:ObjectRemoved:*]}"
            })
    void aNotificationOfSomethingElseIsRefusedByName(String properties) throws IOException {
        var file = write("""
            Resources:
              Hear:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: Hear
                  Events: {New: {Type: S3, Properties: %s}}
            """.formatted(properties));

        assertThatThrownBy(() -> Template.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("Hear", "s3:ObjectCreated:*");
    }

    @Test
    void whatPagesOfOtherOriginsMayDoIsKnown() throws IOException {
        var template = Template.read(EXAMPLE);
        assertThat(template.apiCors())
                .hasValue(new CorsRule(
                        List.of("GET", "PUT"),
                        List.of("authorization", "if-match"),
                        List.of("ETag", "location"),
                        Duration.ofMinutes(1)));
        assertThat(template.bucketCors())
                .containsExactly(
                        new CorsRule(List.of("GET"), List.of(), List.of(), Duration.ZERO),
                        new CorsRule(List.of("PUT"), List.of("*"), List.of("ETag"), Duration.ofSeconds(5)));
    }

    @Test
    void whereTheTemplateSaysNothingPagesOfOtherOriginsMayDoNothing() throws IOException {
        var template = Template.read(write("""
            Resources:
              Api: {Type: 'AWS::Serverless::HttpApi'}
              Bucket: {Type: 'AWS::S3::Bucket'}
            """));
        assertThat(template.apiCors()).isEmpty();
        assertThat(template.bucketCors()).isEmpty();
    }

    @Test
    void aFunctionHasItsOwnSettingsOrTheGlobalOnes() throws IOException {
        var routes = Template.read(EXAMPLE).routes();
        assertThat(List.of(routes.getFirst().function(), routes.getLast().function()))
                .extracting(LambdaDefinition::name, LambdaDefinition::handler, LambdaDefinition::timeout)
                .containsExactly(
                        tuple("Open", "example.Recorder", Duration.ofSeconds(5)),
                        tuple("Secret", "example.Recorder", Duration.ofSeconds(20)));
    }

    @Test
    void theDefaultAuthorizerGuardsEveryRouteThatDoesNotOptOut() throws IOException {
        var routes = Template.read(EXAMPLE).routes();
        assertThat(routes).filteredOn(route -> route.authorizer() != null).hasSize(1);
        var doorkeeper = Template.read(EXAMPLE).function("Doorkeeper");
        assertThat(doorkeeper.handler()).isEqualTo("example.Doorkeeper");
        assertThat(doorkeeper.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(routes.getLast().authorizer())
                .isEqualTo(new Route.RouteAuthorizer(doorkeeper, List.of("authorization")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Fn::GetAtt\": [Door, Arn]}", "!GetAtt Door.Arn", "!Ref Door.Alias"})
    void everyFormOfAReferenceIsUnderstood(String arn) throws IOException {
        var file = write("""
            Resources:
              Api:
                Type: AWS::Serverless::HttpApi
                Properties:
                  Auth:
                    Authorizers: {Key: {FunctionArn: %s}}
              Door: {Type: AWS::Serverless::Function, Properties: {Handler: a.Door}}
              Get:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.Get
                  Events:
                    Api:
                      Type: HttpApi
                      Properties: {ApiId: {Ref: Api}, Method: get, Path: /a, Auth: {Authorizer: Key}}
            """.formatted(arn));
        var template = Template.read(file);
        var door = template.function("Door");
        assertThat(door.handler()).isEqualTo("a.Door");
        assertThat(door.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(template.routes())
                .singleElement()
                .extracting(Route::authorizer)
                .isEqualTo(new Route.RouteAuthorizer(door, List.of("authorization")));
    }

    @Test
    void aFunctionTakesTheGlobalSettingsThatItDoesNotIgnore() throws IOException {
        var file = write("""
            Globals:
              Function:
                CodeUri: all.zip
                Timeout: 7
                Environment: {Variables: {COMMON: 1}}
            Resources:
              Taking:
                Type: AWS::Serverless::Function
                DependsOn: Schema
                Properties:
                  Handler: a.Taking
                  Environment: {Variables: {OWN: !Ref Own}}
              Ignoring:
                Type: AWS::Serverless::Function
                IgnoreGlobals: [CodeUri, Environment]
                Properties: {Handler: a.Ignoring}
            """);
        var template = Template.read(file);
        assertThat(template.function("Taking"))
                .isEqualTo(new LambdaDefinition(
                        "Taking",
                        "a.Taking",
                        directory.resolve("all.zip"),
                        Duration.ofSeconds(7),
                        "Schema",
                        Set.of("COMMON", "OWN")));
        assertThat(template.function("Ignoring"))
                .isEqualTo(new LambdaDefinition(
                        "Ignoring", "a.Ignoring", directory, Duration.ofSeconds(7), null, Set.of()));
    }

    @Test
    void whatIsWrongIsSaidWithTheNameOfTheFile() throws IOException {
        var noHandler = write("Resources: {F: {Type: 'AWS::Serverless::Function'}}");
        assertThatThrownBy(() -> Template.read(noHandler))
                .isInstanceOf(IOException.class)
                .hasMessage(noHandler + ": function F has no Handler");
        var noYaml = write("Resources: [");
        assertThatThrownBy(() -> Template.read(noYaml))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(noYaml + ": while parsing");
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "template", ".yaml"), yaml);
    }
}
