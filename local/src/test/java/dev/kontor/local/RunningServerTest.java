package dev.kontor.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.database.LocalDatabase;
import dev.kontor.local.signin.TestSignInService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `./kontor run` does while it runs: one server for all tests.
@Tag("slow")
final class RunningServerTest {
    @TempDir
    private static Path root;

    @TempDir
    private static Path signInDirectory;

    private static TestSignInService signIn;
    private static KontorProcess run;
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        EarlierRun.leaveIn(root);
        leaveAnExpiredKey();
        signIn = new TestSignInService(signInDirectory);
        var environment = new HashMap<>(signIn.environment());
        environment.put("STRIPE_WEBHOOK_SECRET", "whsec_events");
        run = KontorProcess.start(root, environment, "run", "--port", "0");
        api = RunningApi.of(run);
    }

    private static void leaveAnExpiredKey() throws Exception {
        try (var _ = LocalDatabase.start(root.resolve(".kontor"))) {
            KontorProcess.sql(root, """
                insert into idempotency_keys (user_id, operation, key, fingerprint, answer, created_at)
                values ('a', 'CreateTag', 'old', repeat('0', 64), '{}', now() - interval '25 hours')
                returning true
                """);
        }
    }

    @AfterAll
    static void end() {
        run.close();
        signIn.close();
    }

    @Test
    void thePrintedCurlLineStoresAFilesRecord() throws Exception {
        Program.assumeItIsThere("curl");
        assertThat(api.url()).matches("http://127\\.0\\.0\\.1:\\d+");
        var curl = run.lines().stream()
                .filter(line -> line.startsWith("curl "))
                .findFirst()
                .orElseThrow();
        assertThat(curl).contains(api.url(), run.token());
        var before = api.fileCount();

        for (var i = 0; i < 2; i++) {
            assertThat(JsonUtil.parseJson(shell(curl))).containsKeys("file", "upload");
        }

        assertThat(api.fileCount()).isEqualTo(before + 2);
    }

    @Test
    void theAddressOfTheDocsIsPrinted() throws Exception {
        assertThat(run.lines()).anyMatch(line -> line.endsWith(" " + api.url() + "/docs"));
        assertThat(get("/docs", "").statusCode()).isEqualTo(200);
    }

    @Test
    void samIsToldWhereEverythingIs() throws Exception {
        assertThat(forSam())
                .containsEntry("DATABASE_USER", "kontor_app")
                .containsEntry("JWT_JWKS_URL", api.url() + "/api/auth/jwks")
                .containsKeys("DATABASE_URL", "STORAGE_BUCKET", "AWS_ENDPOINT_URL_S3");
    }

    @Test
    void everyRequestIsLoggedInAFileAndNotOnTheConsole() throws Exception {
        api.createFile("logged.txt");
        api.fileCount();

        assertThat(Files.readString(root.resolve(".kontor/requests.0.log")))
                .contains("\"function\":\"CreateFile\"", "\"function\":\"ListFiles\"");
        assertThat(run.errors()).doesNotContain("requestId");
    }

    /// A schedule does it, the first time at once.
    @Test
    @Timeout(60)
    void aKeyThatHadExpiredIsDeleted() throws Exception {
        while (!KontorProcess.sql(root, "select count(*) from idempotency_keys where key = 'old'")
                .equals("0")) {
            Thread.sleep(50);
        }
    }

    @Test
    void aSecondRunAtOnceIsRefused() throws Exception {
        api.createFile("kept.txt");
        var before = api.fileCount();

        try (var second = KontorProcess.start(root, "run", "--port", "0", "--fresh")) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.errors())
                    .matches("kontor: \\./kontor run holds the local database, as process \\d+;" + " end it first\n");
        }

        assertThat(api.fileCount()).isEqualTo(before);
    }

    @Test
    void nothingListensOnAnotherAddressUnlessItIsAskedTo() throws Exception {
        var gateway = URI.create(api.url());
        var database =
                URI.create(Objects.requireNonNull(forSam().get("DATABASE_URL")).substring("jdbc:".length()));
        var storage = URI.create(Objects.requireNonNull(forSam().get("AWS_ENDPOINT_URL_S3")));
        for (var address : otherAddresses()) {
            for (var server : List.of(gateway, database, storage)) {
                assertThatThrownBy(() -> new Socket(address, server.getPort()).close())
                        .as("%s on %s", server, address)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void theKeySetIsWhereBetterAuthHasIt() throws Exception {
        var keys = new JsonWebKeySet(get("/api/auth/jwks", "").body()).getJsonWebKeys();

        assertThat(keys).singleElement().extracting(key -> key.getKeyType()).isEqualTo("OKP");
    }

    @Test
    void theServerDecidesByTheToken() throws Exception {
        assertThat(get("/v1/files", "").statusCode()).isEqualTo(401);
        assertThat(get("/v1/files", "Bearer nonsense").statusCode()).isEqualTo(401);
        assertThat(get("/v1/files", "Bearer " + token("--sub", "other 😀")).statusCode())
                .isEqualTo(200);
        assertThat(get("/v1/files", "Bearer " + token("--sub", "a", "--expires-in", "-120"))
                        .body())
                .contains("TOKEN_EXPIRED");
    }

    @Test
    void theTokensOfASignInServiceAreTakenAsWellAsItsOwn() throws Exception {
        var reply = get("/v1/me", "Bearer " + signIn.token("of the service"));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("\"userId\":\"of the service\"");
        assertThat(get("/v1/me", "Bearer " + run.token()).body()).contains("\"userId\":\"demo\"");
    }

    /// Without the secret in its environment they would not be set up.
    @Test
    void theSecretOfStripesWebhookIsTakenFromTheEnvironment() throws Exception {
        assertThat(get("/v1/credits/purchases", "Bearer " + run.token()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyTheRoleAdminGrants() throws Exception {
        for (var role : List.of("user", "admin", "user,admin")) {
            assertThat(grant("Bearer " + token("--sub", "g", "--role", role)))
                    .isEqualTo(role.contains("admin") ? 201 : 403);
        }
    }

    /// What `./kontor token` prints.
    private static String token(String... options) throws Exception {
        var arguments = Stream.concat(Stream.of("token"), Stream.of(options)).toArray(String[]::new);
        return KontorProcess.run(root, arguments).output().strip();
    }

    private static List<InetAddress> otherAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static HttpResponse<String> get(String path, String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(api.url() + path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return RunningApi.send(request.build());
    }

    /// Grants credits, which only the role `admin` may do.
    private static int grant(String authorization) throws Exception {
        var body = """
            {"userId": "a", "type": "bonus", "amount": 1, "description": "for a test"}
            """;
        var request = HttpRequest.newBuilder(URI.create(api.url() + "/v1/credits/grants"))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body))
                .build();
        return RunningApi.send(request).statusCode();
    }

    /// Reads the variables that `./kontor run` writes for `sam local invoke --env-vars`.
    @SuppressWarnings("unchecked")
    private static Map<String, String> forSam() throws Exception {
        var file = Files.readString(root.resolve(".kontor/sam-env.json"));
        return (Map<String, String>)
                Objects.requireNonNull(JsonUtil.parseJson(file).get("Parameters"));
    }

    private static String shell(String line) throws IOException {
        return new String(
                new ProcessBuilder("sh", "-c", line).start().getInputStream().readAllBytes(), UTF_8);
    }
}
