package dev.kontor.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.ColdStart;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A process loads few classes for its first request. They are most of the time of a cold start, so
/// nobody should add to them without noticing.
@Tag("slow")
class ColdStartTest {

    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source: .*");

    /// Measured on JDK 25: GetFile 3245, CreateFile 3566, DownloadFile 3492; up to 95 of them the
    /// JSON reader's and writer's, and of the last two 131 the AWS SDK's.
    private static final int CLASSES_MAX = 3_500;

    private static final int CLASSES_WITH_SIGNATURE_MAX = 3_800;
    private static final int SDK_CLASSES_MAX = 150;
    private static final int JSON_CLASSES_MAX = 110;

    @Test
    void whatSignsNothingLoadsNothingOfAwssSdk(@TempDir Path directory) throws Exception {
        var classes = classesOfAColdStart("GetFile", directory);

        assertThat(classes).hasSizeLessThan(CLASSES_MAX).contains("dev.kontor.files.Files");
        assertThat(classes).noneMatch(name -> name.startsWith("software.amazon."));
        loadsNothingOfOthers(classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateFile", "DownloadFile"})
    void whatSignsLoadsTheSignerAndNoMore(String operation, @TempDir Path directory) throws Exception {
        var classes = classesOfAColdStart(operation, directory);

        assertThat(classes).hasSizeLessThan(CLASSES_WITH_SIGNATURE_MAX);
        assertThat(classes)
                .filteredOn(name -> name.startsWith("software.amazon.awssdk."))
                .hasSizeBetween(1, SDK_CLASSES_MAX)
                .noneMatch(name -> name.contains(".urlconnection."));
        loadsNothingOfOthers(classes);
    }

    private static void loadsNothingOfOthers(List<String> classes) {
        assertThat(classes).filteredOn(name -> name.contains(".jackson.")).hasSizeBetween(1, JSON_CLASSES_MAX);
        assertThat(classes).noneMatch(name -> name.contains(".runtime.serialization."));
        assertThat(classes)
                .noneMatch(name -> name.startsWith("software.amazon.jdbc."))
                .noneMatch(name -> name.startsWith("org.flywaydb."))
                .noneMatch(name -> name.startsWith("org.jose4j."))
                .noneMatch(name -> name.startsWith("org.joda."))
                .noneMatch(name -> name.contains(".databind."))
                .noneMatch(name -> name.contains(".jackson.annotation."));
    }

    private static List<String> classesOfAColdStart(String operation, Path directory) throws Exception {
        var log = directory.resolve("classes.log");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                ColdStart.class.getName(),
                operation);
        builder.environment().putAll(databaseWithAFile().environment());
        var output = directory.resolve("output.txt").toFile();
        var process = builder.redirectErrorStream(true)
                .redirectOutput(Redirect.to(output))
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(() -> "output: " + read(output.toPath()))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(log)
                .lines()
                .map(LOADED::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .toList();
    }

    private static TestDatabase databaseWithAFile() throws SQLException {
        var database = TestPostgres.createMigratedDatabase();
        database.execute("""
            insert into files (id, user_id, name, mime_type, size, storage_path, storage_key)
            values ('%1$s', '%2$s', 'b', 'text/plain', 5, 'p', 'files/k');
            insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, is_uploaded)
            values ('%2$s', '%1$s', 1, 5, 'text/plain', 'files/k', true);
            """.formatted(ColdStart.FILE, ColdStart.USER));
        return database;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
