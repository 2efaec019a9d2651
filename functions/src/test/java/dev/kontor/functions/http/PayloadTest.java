package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.Project;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTest {

    @Test
    void everyEventIsReadAsByLambdasOwnLibrary() throws IOException {
        for (var route : Project.TEMPLATE.routes()) {
            var json = Files.readString(
                    Project.ROOT.resolve("events/" + route.function().name() + ".json"));
            var expected = Lambda.event(APIGatewayV2HTTPEvent.class, json);
            assertThat(read(json))
                    .usingRecursiveComparison()
                    .ignoringExpectedNullFields()
                    .comparingOnlyFields(
                            "routeKey",
                            "rawPath",
                            "headers",
                            "queryStringParameters",
                            "pathParameters",
                            "body",
                            "isBase64Encoded",
                            "requestContext.domainName",
                            "requestContext.authorizer.lambda")
                    .isEqualTo(expected);
        }
    }

    @Test
    void aNumberWhereATextBelongsIsReadAsText() throws IOException {
        var event = read("{\"rawPath\": 5, \"queryStringParameters\": {\"page\": 2, \"limit\": null}}");
        assertThat(event.getRawPath()).isEqualTo("5");
        assertThat(event.getQueryStringParameters()).containsEntry("page", "2").containsEntry("limit", null);
    }

    @Test
    void whatIsNotJsonIsAFault() {
        assertThatThrownBy(() -> read("{")).isInstanceOf(IOException.class);
    }

    @Test
    void aResponseIsWrittenAsOneObject() throws IOException {
        var response = APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withHeaders(Map.of("Content-Type", "application/json"))
                .withBody("{\"name\":\"Übersicht\"}")
                .build();
        var output = new ByteArrayOutputStream();
        Payload.write(response, output);
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("""
            {"statusCode":200,"headers":{"Content-Type":"application/json"},\
            "body":"{\\"name\\":\\"Übersicht\\"}","isBase64Encoded":false}\
            """);
    }

    private static APIGatewayV2HTTPEvent read(String json) throws IOException {
        return Payload.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
