package dev.kontor.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateTest {
    @TempDir
    Path directory;

    @Test
    void everyHttpEventIsARoute() throws IOException {
        assertThat(Template.read(Path.of("src/test/resources/gateway-template.yaml"))
                        .routes())
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
        assertThat(Template.read(Path.of("src/test/resources/gateway-template.yaml"))
                        .schedules())
                .extracting(schedule -> schedule.function().name(), Schedule::rate)
                .containsExactly(tuple("Sweep", Duration.ofHours(1)), tuple("Sweep", Duration.ofDays(2)));
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
        var template = Template.read(Path.of("src/test/resources/gateway-template.yaml"));
        assertThat(template.notifications())
                .extracting(notification -> notification.function().name(), Notification::prefix, Notification::suffix)
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
    void aFunctionHasItsOwnSettingsOrTheGlobalOnes() throws IOException {
        var routes = Template.read(Path.of("src/test/resources/gateway-template.yaml"))
                .routes();
        assertThat(routes.getFirst().function())
                .isEqualTo(new LambdaDefinition("Open", "dev.kontor.local.gateway.Recorder", Duration.ofSeconds(5)));
        assertThat(routes.getLast().function())
                .isEqualTo(new LambdaDefinition("Secret", "dev.kontor.local.gateway.Recorder", Duration.ofSeconds(20)));
    }

    @Test
    void theDefaultAuthorizerGuardsEveryRouteThatDoesNotOptOut() throws IOException {
        var routes = Template.read(Path.of("src/test/resources/gateway-template.yaml"))
                .routes();
        assertThat(routes).filteredOn(route -> route.authorizer() != null).hasSize(1);
        assertThat(routes.getLast().authorizer())
                .isEqualTo(new Route.Authorizer(
                        new LambdaDefinition(
                                "Doorkeeper", "dev.kontor.local.gateway.TestAuthorizer", Duration.ofSeconds(20)),
                        List.of("authorization")));
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
        assertThat(Template.read(file).routes())
                .singleElement()
                .extracting(Route::authorizer)
                .isEqualTo(new Route.Authorizer(
                        new LambdaDefinition("Door", "a.Door", Duration.ofSeconds(3)), List.of("authorization")));
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
