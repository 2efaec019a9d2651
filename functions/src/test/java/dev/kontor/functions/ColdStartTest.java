package dev.kontor.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.ColdStart;
import dev.kontor.migrations.testing.TestPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a process loads for its first request: the classes of a cold start are most of its time, so
/// nobody should add to them without noticing.
class ColdStartTest {

    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source: .*");

    /// Measured on JDK 25: 3268 classes in all, 95 of them the JSON reader's and writer's.
    private static final int CLASSES_MAX = 3_500;

    private static final int JSON_CLASSES_MAX = 110;

    @Test
    void creatingAFileLoadsNoMoreThanItNeeds(@TempDir Path directory) throws Exception {
        var classes = classesOfAColdStart(directory);

        assertThat(classes).hasSizeLessThan(CLASSES_MAX).contains("dev.kontor.files.Files");
        assertThat(classes)
                .filteredOn(name -> name.contains(".jackson."))
                .hasSizeBetween(1, JSON_CLASSES_MAX);
        assertThat(classes)
                .noneMatch(name -> name.startsWith("software.amazon.jdbc."))
                .noneMatch(name -> name.startsWith("org.flywaydb."))
                .noneMatch(name -> name.startsWith("org.jose4j."))
                .noneMatch(name -> name.startsWith("org.joda."))
                .noneMatch(name -> name.contains(".databind."))
                .noneMatch(name -> name.contains(".jackson.annotation."));
    }

    private static List<String> classesOfAColdStart(Path directory) throws Exception {
        var log = directory.resolve("classes.log");
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ColdStart.class.getName());
        builder.environment().putAll(TestPostgres.createMigratedDatabase().environment());
        var output = directory.resolve("output.txt").toFile();
        var process = builder.redirectErrorStream(true).redirectOutput(Redirect.to(output)).start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(() -> "output: " + read(output.toPath())).isZero();
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

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
