package dev.kontor.functions.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import dev.kontor.functions.files.CreateFile;
import dev.kontor.functions.files.DownloadFile;
import dev.kontor.functions.files.GetFile;
import dev.kontor.functions.http.Operation;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// The first request of a process, for a test that starts one: asks one operation in the database
/// that the environment names, and exits with 0 if that succeeds.
public final class ColdStart {

    /// Whose requests they are, and a file that the requests on one are about.
    public static final String USER = "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ";

    public static final String FILE = "f11e0000-0000-4000-8000-000000000001";

    private static final int ERRORS = 400;

    /// No reflection: what is asked for is all that is loaded.
    private static final Map<String, Supplier<Operation>> OPERATIONS = Map.of(
            "CreateFile", CreateFile::new,
            "DownloadFile", DownloadFile::new,
            "GetFile", GetFile::new);

    private ColdStart() {}

    public static void main(String[] operation) {
        var authorizer = new Authorizer();
        authorizer.setLambda(Map.of("userId", USER));
        var event = APIGatewayV2HTTPEvent.builder()
                .withRouteKey(operation[0])
                .withHeaders(Map.of("content-type", "application/json"))
                .withPathParameters(Map.of("id", FILE))
                .withRequestContext(
                        RequestContext.builder().withAuthorizer(authorizer).build())
                .withBody("{\"name\": \"a\", \"mimeType\": \"text/plain\", \"size\": 5}")
                .build();
        var response =
                Objects.requireNonNull(OPERATIONS.get(operation[0])).get().handleRequest(event, new LambdaContext());
        Runtime.getRuntime().halt(response.getStatusCode() < ERRORS ? 0 : 1);
    }
}
