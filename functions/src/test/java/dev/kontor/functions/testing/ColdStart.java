package dev.kontor.functions.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;

import dev.kontor.functions.files.CreateFile;

import java.util.Map;

/// The first request of a process, for a test that starts one: makes a file in the database that
/// the environment names, and exits with 0 if there is one then.
public final class ColdStart {

    private static final int CREATED = 201;

    private ColdStart() {}

    public static void main(String[] ignored) {
        var authorizer = new Authorizer();
        authorizer.setLambda(Map.of("userId", "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ"));
        var event =
                APIGatewayV2HTTPEvent.builder()
                        .withRouteKey("POST /v1/files")
                        .withHeaders(Map.of("content-type", "application/json"))
                        .withRequestContext(
                                RequestContext.builder().withAuthorizer(authorizer).build())
                        .withBody("{\"name\": \"a\", \"mimeType\": \"text/plain\", \"size\": 5}")
                        .build();
        var response = new CreateFile().handleRequest(event, new LambdaContext());
        Runtime.getRuntime().halt(response.getStatusCode() == CREATED ? 0 : 1);
    }
}
