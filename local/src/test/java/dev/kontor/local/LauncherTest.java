package dev.kontor.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests the script `kontor`. Stubs of Maven and java record that they were called.
@Timeout(60)
final class LauncherTest {
    @TempDir
    Path root;

    @BeforeEach
    void makeAWorkingCopy() throws IOException {
        Files.copy(Path.of("..", "kontor"), root.resolve("kontor"));
        write("pom.xml", "");
        write("tools/Format.java", "");
        write("local/pom.xml", "");
        write("local/src/main/java/Main.java", "");
        write("bin/mvn", """
            #!/bin/sh
            mkdir building || echo 'two builds at once' >>builds
            sleep 0.3
            echo build >>builds
            mkdir -p local/target
            echo library >library
            printf '%s\\n%s\\n' "$PWD/bin/java" "$PWD/library" >local/target/launch
            rmdir building
            """);
        write("bin/java", "#!/bin/sh\necho started\n");
        for (var name : List.of("kontor", "bin/mvn", "bin/java")) {
            assertThat(root.resolve(name).toFile().setExecutable(true)).isTrue();
        }
    }

    @Test
    void twoCallsAtOnceBuildOnce() throws Exception {
        var calls = List.of(kontor(), kontor());
        for (var call : calls) {
            assertThat(output(call)).isEqualTo("started\n");
        }
        assertThat(builds()).containsExactly("build");
    }

    @Test
    void onlyWhatIsStaleIsBuilt() throws Exception {
        assertThat(output(kontor())).isEqualTo("started\n");
        assertThat(output(kontor())).isEqualTo("started\n");
        assertThat(builds()).hasSize(1);

        for (var source : List.of("tools/Format.java", "local/src/main/java/Main.java")) {
            Files.setLastModifiedTime(
                    root.resolve(source), FileTime.from(Instant.now().plusSeconds(1)));
            output(kontor());
            Files.setLastModifiedTime(root.resolve(source), FileTime.from(Instant.EPOCH));
        }
        assertThat(builds()).hasSize(3);

        Files.delete(root.resolve("library"));
        assertThat(output(kontor())).isEqualTo("started\n");
        assertThat(builds()).hasSize(4);
    }

    @Test
    void nothingIsBuiltForTheSchemaAndTheMigrations() throws Exception {
        write("migrations/src/main/resources/schema/tags.sql", "");
        write("migrations/src/main/java/Migrate.java", "");
        assertThat(output(kontor())).isEqualTo("started\n");

        var later = FileTime.from(Instant.now().plusSeconds(1));
        var resources = root.resolve("migrations/src/main/resources");
        Files.setLastModifiedTime(resources.resolve("schema/tags.sql"), later);
        Files.setLastModifiedTime(resources.resolve("schema"), later);
        Files.setLastModifiedTime(resources, later);
        assertThat(output(kontor())).isEqualTo("started\n");
        assertThat(builds()).hasSize(1);

        Files.setLastModifiedTime(root.resolve("migrations/src/main/java/Migrate.java"), later);
        assertThat(output(kontor())).isEqualTo("started\n");
        assertThat(builds()).hasSize(2);
    }

    private Process kontor() throws IOException {
        var builder = new ProcessBuilder(root.resolve("kontor").toString()).redirectErrorStream(true);
        builder.environment()
                .merge("PATH", root.resolve("bin").toString(), (old, own) -> own + File.pathSeparator + old);
        return builder.start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(root.resolve("builds"));
    }

    private void write(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
