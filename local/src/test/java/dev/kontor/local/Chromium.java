package dev.kontor.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A real browser without a screen. Maven does not install it.
final class Chromium {
    private static final int PATIENCE_SECONDS = 120;

    private final Path program;
    private final Path profile;

    private Chromium(Path program, Path profile) {
        this.program = program;
        this.profile = profile;
    }

    /// Skips the test where Chromium is not installed. In CI the test fails instead.
    static Chromium orSkip(Path profile) {
        var program = find();
        if (program.isEmpty() && !"true".equals(System.getenv("CI"))) {
            assumeTrue(false, "Chromium is not installed");
        }
        return new Chromium(program.orElseThrow(() -> new AssertionError("Chromium is not installed")), profile);
    }

    /// Returns the page after its scripts have run.
    String dom(String url) throws IOException, InterruptedException {
        var page = Files.createTempFile(profile, "page", ".html");
        var process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + Files.createTempDirectory(profile, "profile"),
                        "--dump-dom",
                        url)
                .redirectOutput(page.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("Chromium has ended").isTrue();
        return Files.readString(page, UTF_8);
    }

    private static Optional<Path> find() {
        return List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
