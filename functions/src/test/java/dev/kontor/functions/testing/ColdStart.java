package dev.kontor.functions.testing;

import dev.kontor.functions.files.CreateFile;
import dev.kontor.functions.files.DownloadFile;
import dev.kontor.functions.files.GetFile;
import dev.kontor.functions.http.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// The first request of a process, for a test that starts one: asks one operation in the database
/// that the environment names, and exits with 0 if that succeeds.
public final class ColdStart {

    /// Whose requests they are, and a file that the requests on one are about.
    public static final String USER = "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ";

    public static final String FILE = "f11e0000-0000-4000-8000-000000000001";

    /// No reflection: what is asked for is all that is loaded.
    private static final Map<String, Supplier<Operation>> OPERATIONS = Map.of(
            "CreateFile", CreateFile::new,
            "DownloadFile", DownloadFile::new,
            "GetFile", GetFile::new);

    private ColdStart() {}

    public static void main(String[] operation) throws IOException {
        var event = """
            {"routeKey": "%s", "headers": {"content-type": "application/json"}, "pathParameters": {"id": "%s"},
             "requestContext": {"authorizer": {"lambda": {"userId": "%s"}}},
             "body": "{\\"name\\": \\"a\\", \\"mimeType\\": \\"text/plain\\", \\"size\\": 5}"}
            """.formatted(operation[0], FILE, USER);
        var input = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
        var response = new ByteArrayOutputStream();
        Objects.requireNonNull(OPERATIONS.get(operation[0])).get().handleRequest(input, response, new LambdaContext());
        var isSuccess = response.toString(StandardCharsets.UTF_8).startsWith("{\"statusCode\":2");
        Runtime.getRuntime().halt(isSuccess ? 0 : 1);
    }
}
