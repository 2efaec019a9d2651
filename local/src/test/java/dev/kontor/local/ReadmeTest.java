package dev.kontor.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the first steps that the README and `docs/first-steps.md` show.
@Tag("slow")
final class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path FIRST_STEPS = Path.of("..", "docs", "first-steps.md");
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final String SHOWN_URL = "http://127.0.0.1:8080";

    /// The size of the large file in the first steps. It is about twice the server's heap.
    private static final long LARGE_BYTES = 200_000_000;

    private static final int HEAP_MEBIBYTES = 96;

    @TempDir
    Path root;

    @Test
    void theFirstStepsWorkAsShown() throws Exception {
        Program.assumeItIsThere("curl");
        EarlierRun.leaveIn(root);
        var kontor = root.resolve("kontor");
        Files.writeString(
                kontor, "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(String.join("' '", KontorProcess.command(root))));
        assertThat(kontor.toFile().setExecutable(true)).isTrue();
        var littleHeap = Map.of("JAVA_TOOL_OPTIONS", "-Xmx" + HEAP_MEBIBYTES + "m");
        try (var run = KontorProcess.start(root, littleHeap, "run", "--port", "0")) {
            var url = run.awaitReady();
            var before = run.peakBytes();
            assertThat(runSteps(README, url)).contains("\"hello.txt\"", "\"userId\":\"alice\"");
            var output = runSteps(FIRST_STEPS, url);
            assertThat(output)
                    .contains("\"Lübeck.pdf\"", "\"important\"", "\"isFavorite\":true")
                    .contains("\"type\":\"folder\",\"name\":\"Letters\",\"hasPassword\":true")
                    .contains("\"balance\":{\"amount\":70,\"version\":2}", "\"dark\"");
            assertThat(root.resolve("copy.pdf")).content().startsWith("%PDF");
            assertThat(root.resolve("copy.bin")).hasSize(LARGE_BYTES);
            assertThat(run.peakBytes()).isLessThan(before + LARGE_BYTES / 2);
        }
    }

    /// Runs all shell blocks of a document as one script, against the server at the URL.
    private String runSteps(Path document, String url) throws Exception {
        var script = root.resolve("steps.sh");
        Files.writeString(script, steps(document).replace(SHOWN_URL, url));
        var process = new ProcessBuilder("sh", "-eu", script.toString())
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String steps(Path document) throws IOException {
        var steps = new StringBuilder();
        SHELL.matcher(Files.readString(document)).results().forEach(block -> steps.append(block.group(1)));
        assertThat(steps).contains(SHOWN_URL, "./kontor token");
        return steps.toString();
    }
}
