package dev.kontor.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is gone from the sources is gone from what the next build makes. Builds a module of two
/// classes and two resources by this project's `pom.xml`, and then without one of each.
@Timeout(120)
@Tag("slow")
final class DeletedSourcesTest {
    private static final Path PROJECT = Path.of("..");

    @TempDir
    Path root;

    @Test
    void aBuildHasNothingOfWhatWasDeleted() throws Exception {
        Program.assumeItIsThere("mvn");
        copyBuild();
        for (var name : List.of("Kept", "Deleted")) {
            write("main/java/some/%s.java".formatted(name), "package some;\n\nfinal class %s {}\n".formatted(name));
            write("main/resources/some/%s.sql".formatted(name), "select 1;\n");
            write("test/resources/some/%s.sql".formatted(name), "select 1;\n");
        }
        build();
        assertThat(archive()).contains("some/Deleted.class", "some/Deleted.sql");

        for (var file : List.of("main/java/some/Deleted.java", "main/resources/some/Deleted.sql")) {
            Files.delete(root.resolve("module/src").resolve(file));
        }
        Files.delete(root.resolve("module/src/test/resources/some/Deleted.sql"));
        build();
        assertThat(archive())
                .contains("some/Kept.class", "some/Kept.sql")
                .doesNotContain("some/Deleted.class", "some/Deleted.sql");
        assertThat(root.resolve("module/target/test-classes/some")).isDirectoryContaining("glob:**/Kept.sql");
        assertThat(root.resolve("module/target/test-classes/some/Deleted.sql")).doesNotExist();
    }

    /// The project's `pom.xml` with its settings of Maven, and a module in it.
    private void copyBuild() throws IOException {
        Files.copy(PROJECT.resolve("pom.xml"), root.resolve("pom.xml"));
        Files.createDirectory(root.resolve(".mvn"));
        try (var settings = Files.list(PROJECT.resolve(".mvn"))) {
            for (var file : settings.toList()) {
                Files.copy(file, root.resolve(".mvn").resolve(file.getFileName()));
            }
        }
        Files.writeString(Files.createDirectory(root.resolve("module")).resolve("pom.xml"), """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <parent>
                <groupId>dev.kontor</groupId>
                <artifactId>kontor</artifactId>
                <version>0.1.0-SNAPSHOT</version>
              </parent>
              <artifactId>module</artifactId>
            </project>
            """);
    }

    private void write(String name, String text) throws IOException {
        var file = root.resolve("module/src").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// Offline, since the build that runs this test has fetched all that this one needs.
    private void build() throws IOException, InterruptedException {
        var maven = new ProcessBuilder("mvn", "-o", "-B", "-q", "-f", "module/pom.xml", "-DskipTests", "package")
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(maven.getInputStream().readAllBytes(), UTF_8);
        assertThat(maven.waitFor()).as(output).isZero();
    }

    private List<String> archive() throws IOException {
        try (var archive = new ZipFile(
                root.resolve("module/target/module-0.1.0-SNAPSHOT.jar").toFile())) {
            return archive.stream().map(ZipEntry::getName).toList();
        }
    }
}
