package dev.kontor.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class RunTest {
    @TempDir
    Path root;

    @Test
    @Timeout(300)
    void thePrintedCurlLineStoresAFilesRecordAndARestartKeepsIt() throws Exception {
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            var url = run.awaitReady();
            assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+");
            var curl = run.lines().stream()
                    .filter(line -> line.startsWith("curl "))
                    .findFirst()
                    .orElseThrow();
            assertThat(curl).contains(url, run.token());
            assertThat(forSam())
                    .containsEntry("DATABASE_USER", "kontor_app")
                    .containsEntry("JWT_JWKS_URL", url + "/api/auth/jwks")
                    .containsKeys("DATABASE_URL", "STORAGE_BUCKET", "AWS_ENDPOINT_URL_S3");
            Program.assumeItIsThere("curl");
            for (var i = 0; i < 2; i++) {
                assertThat(JsonUtil.parseJson(shell(curl))).containsKeys("file", "upload");
            }
            assertThat(fileCount(url, run.token())).isEqualTo(2);
            assertThat(Files.readString(root.resolve(".kontor/requests.0.log")))
                    .contains("\"function\":\"CreateFile\"", "\"function\":\"ListFiles\"");
            assertThat(run.errors()).doesNotContain("requestId");
            sql("""
                insert into idempotency_keys (user_id, operation, key, fingerprint, answer, created_at)
                values ('a', 'CreateTag', 'old', repeat('0', 64), '{}', now() - interval '25 hours')
                returning true
                """);
            run.terminate();
            assertThat(postgresProcesses()).isEmpty();
        }
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            assertThat(fileCount(run.awaitReady(), run.token())).isEqualTo(2);
            while (!sql("select count(*) from idempotency_keys").equals("0")) {
                Thread.sleep(50); // A schedule of the template deletes the key.
            }
        }
        try (var run = KontorProcess.start(root, "run", "--port", "0", "--fresh")) {
            assertThat(fileCount(run.awaitReady(), run.token())).isZero();
        }
    }

    @Test
    void aRunThatWasKilledIsCleanedUpAfterByTheNext() throws Exception {
        EarlierRun.leaveIn(root);
        try (var killed = KontorProcess.start(root, "run", "--port", "0")) {
            killed.awaitReady();
            assertThat(setting("fsync")).isEqualTo("on");
            assertThat(setting("synchronous_commit")).isEqualTo("on");
            killed.kill();
            assertThat(postgresProcesses()).isNotEmpty();
        }
        var orphans = postgresProcesses();
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            assertThat(fileCount(run.awaitReady(), run.token())).isZero();
            assertThat(postgresProcesses()).isNotEmpty().doesNotContainAnyElementsOf(orphans);
        }
        assertThat(postgresProcesses()).isEmpty();
    }

    @Test
    void aRunWhoseDatabaseDiedEndsWithOneLineAndTheNextHasItsData() throws Exception {
        EarlierRun.leaveIn(root);
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            run.awaitReady();
            var pidFile = root.resolve(".kontor/postgres/postmaster.pid");
            var postmaster = Long.parseLong(Files.readAllLines(pidFile).getFirst());
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors())
                    .isEqualTo("kontor: PostgreSQL has ended; ./kontor run starts it again on the" + " same data\n");
        }
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            assertThat(fileCount(run.awaitReady(), run.token())).isZero();
        }
    }

    @Test
    void dataThatIsDamagedIsToldInOneLine() throws Exception {
        EarlierRun.leaveIn(root);
        Files.delete(root.resolve(".kontor/postgres/PG_VERSION"));
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors()).matches("kontor: .* is damaged; .*--fresh.*\n");
        }
    }

    @Test
    void aSecondRunAtOnceIsRefused() throws Exception {
        EarlierRun.leaveIn(root);
        try (var first = KontorProcess.start(root, "run", "--port", "0")) {
            var url = first.awaitReady();
            try (var second = KontorProcess.start(root, "run", "--port", "0", "--fresh")) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.errors())
                        .matches("kontor: \\./kontor run holds the local database, as process \\d+;"
                                + " end it first\n");
            }
            assertThat(fileCount(url, first.token())).isZero();
        }
    }

    @Test
    void aPortThatIsTakenIsToldInOneLine() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(other.getLocalPort());
            try (var run = KontorProcess.start(root, "run", "--port", port)) {
                assertThat(run.exitCode()).isEqualTo(1);
                assertThat(run.errors()).isEqualTo("kontor: port " + port + " is taken; choose another with --port\n");
            }
        }
        assertThat(postgresProcesses()).isEmpty();
    }

    @Test
    void containersWithoutDockerAreToldInOneLineAndNothingStarts() throws Exception {
        var nothing = Map.of("PATH", root.resolve("nowhere").toString());
        try (var run = KontorProcess.start(root, nothing, "run", "--port", "0", "--containers")) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors()).isEqualTo("kontor: --containers needs Docker, and there is no command docker\n");
        }
        assertThat(root.resolve(".kontor/postgres")).doesNotExist();
    }

    @Test
    void nothingListensOnAnotherAddressUnlessItIsAskedTo() throws Exception {
        EarlierRun.leaveIn(root);
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            var gateway = URI.create(run.awaitReady());
            var database = URI.create(
                    Objects.requireNonNull(forSam().get("DATABASE_URL")).substring("jdbc:".length()));
            var storage = URI.create(Objects.requireNonNull(forSam().get("AWS_ENDPOINT_URL_S3")));
            for (var address : otherAddresses()) {
                for (var server : List.of(gateway, database, storage)) {
                    assertThatThrownBy(() -> new Socket(address, server.getPort()).close())
                            .as("%s on %s", server, address)
                            .isInstanceOf(IOException.class);
                }
            }
        }
    }

    @Test
    void whatAnInterruptedFirstStartLeftIsReplaced() throws Exception {
        var data = Files.createDirectories(root.resolve(".kontor/postgres"));
        Files.writeString(data.resolve("postgresql.conf"), "");
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            assertThat(run.awaitReady()).isNotEmpty();
        }
    }

    @Test
    void theKeySetIsWhereBetterAuthHasItAndTheServerDecidesByIt() throws Exception {
        EarlierRun.leaveIn(root);
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            var url = run.awaitReady();
            var keys = new JsonWebKeySet(get(url + "/api/auth/jwks", "").body()).getJsonWebKeys();
            assertThat(keys).singleElement().extracting(key -> key.getKeyType()).isEqualTo("OKP");
            assertThat(get(url + "/v1/files", "").statusCode()).isEqualTo(401);
            assertThat(get(url + "/v1/files", "Bearer nonsense").statusCode()).isEqualTo(401);
            try (var tokenCommand = KontorProcess.start(root, "token", "--sub", "other 😀")) {
                var token = tokenCommand.output().strip();
                assertThat(get(url + "/v1/files", "Bearer " + token).statusCode())
                        .isEqualTo(200);
            }
            for (var role : List.of("user", "admin", "user,admin")) {
                try (var granting = KontorProcess.start(root, "token", "--sub", "g", "--role", role)) {
                    assertThat(grant(url, "Bearer " + granting.output().strip()))
                            .isEqualTo(role.contains("admin") ? 201 : 403);
                }
            }
            try (var expired = KontorProcess.start(root, "token", "--sub", "a", "--expires-in", "-120")) {
                assertThat(get(url + "/v1/files", "Bearer " + expired.output().strip())
                                .body())
                        .contains("TOKEN_EXPIRED");
            }
        }
    }

    private static List<InetAddress> otherAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static long fileCount(String url, String token) throws Exception {
        var response = get(url + "/v1/files", "Bearer " + token);
        assertThat(response.statusCode()).isEqualTo(200);
        return ((Number) Objects.requireNonNull(
                        JsonUtil.parseJson(response.body()).get("total")))
                .longValue();
    }

    private static HttpResponse<String> get(String url, String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    /// Grants credits, which only the role `admin` may do.
    private static int grant(String url, String authorization) throws Exception {
        var body = """
            {"userId": "a", "type": "bonus", "amount": 1, "description": "for a test"}
            """;
        var request = HttpRequest.newBuilder(URI.create(url + "/v1/credits/grants"))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private List<Long> postgresProcesses() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("-D " + root))
                .map(ProcessHandle::pid)
                .toList();
    }

    private String setting(String name) throws Exception {
        return sql("show " + name);
    }

    private String sql(String statement) throws Exception {
        return KontorProcess.sql(root, statement);
    }

    /// Reads the variables that `./kontor run` writes for `sam local invoke --env-vars`.
    @SuppressWarnings("unchecked")
    private Map<String, String> forSam() throws Exception {
        var file = Files.readString(root.resolve(".kontor/sam-env.json"));
        return (Map<String, String>)
                Objects.requireNonNull(JsonUtil.parseJson(file).get("Parameters"));
    }

    private static String shell(String line) throws IOException {
        return new String(
                new ProcessBuilder("sh", "-c", line).start().getInputStream().readAllBytes(), UTF_8);
    }
}
