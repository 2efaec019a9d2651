package dev.kontor.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SamEnvironmentTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/kontor",
            "DATABASE_USER", "kontor_app",
            "DATABASE_PASSWORD", "rows",
            "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000");

    @TempDir
    private Path directory;

    @Test
    void containersGetAddressesThatTheyReachAndNoSessionOfTheDeveloper() throws Exception {
        SamEnvironment.forContainers(ENVIRONMENT, Map.of("DATABASE_USER", "postgres", "DATABASE_PASSWORD", "schema"))
                .write(directory);

        assertThat(written())
                .containsEntry(
                        "Parameters",
                        Map.of(
                                "DATABASE_URL", "jdbc:postgresql://host.docker.internal:5432/kontor",
                                "DATABASE_USER", "kontor_app",
                                "DATABASE_PASSWORD", "rows",
                                "AWS_ENDPOINT_URL_S3", "http://host.docker.internal:9000",
                                "AWS_SESSION_TOKEN", ""))
                .containsEntry(
                        "Migrate",
                        Map.of(
                                "DATABASE_USER", "postgres",
                                "DATABASE_PASSWORD", "schema",
                                "MIGRATION_SIGN_IN", "password"));
    }

    @Test
    void theFileIsReplacedAndOnlyItsOwnerReadsIt() throws Exception {
        var file = directory.resolve("sam-env.json");
        Files.writeString(file, "of an earlier run");

        new SamEnvironment(ENVIRONMENT, Map.of("DATABASE_USER", "postgres")).write(directory);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(written()).containsOnlyKeys("Parameters", "Migrate");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    private Map<String, Object> written() throws IOException, JoseException {
        return JsonUtil.parseJson(Files.readString(directory.resolve("sam-env.json")));
    }
}
