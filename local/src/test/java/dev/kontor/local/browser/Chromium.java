package dev.kontor.local.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real browser without a screen, in a process of its own. Maven does not install it. It reaches
/// no host but this machine.
public final class Chromium implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--no-proxy-server",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900",
            "--remote-debugging-port=0",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");

    private final Process process;
    private final DevTools tools;

    private Chromium(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /// Skips the test where Chromium is not installed. In CI the test fails instead.
    ///
    /// @param directory where its profile is made
    public static Chromium startOrSkip(Path directory) throws IOException, InterruptedException {
        var program = find();
        if (program.isEmpty() && !"true".equals(System.getenv("CI"))) {
            assumeTrue(false, "Chromium is not installed: what a browser does is not tested");
        }
        return start(program.orElseThrow(() -> new AssertionError("Chromium is not installed")), directory);
    }

    private static Chromium start(Path program, Path directory) throws IOException, InterruptedException {
        var profile = Files.createTempDirectory(directory, "profile");
        var command = new ArrayList<>(List.of(program.toString(), "--user-data-dir=" + profile));
        command.addAll(OPTIONS);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("chromium.log").toFile())
                .start();
        try {
            return new Chromium(process, new DevTools(address(process, profile.resolve("DevToolsActivePort"))));
        } catch (Throwable e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /// Chromium writes the port into the first line of this file, and the path into the second.
    private static URI address(Process process, Path file) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && System.nanoTime() < deadline) {
            var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
            if (lines.size() == 2) {
                return URI.create("ws://127.0.0.1:" + lines.getFirst() + lines.getLast());
            }
            Thread.sleep(20);
        }
        throw new AssertionError("Chromium does not start");
    }

    /// Opens a tab, and returns once its page has run its scripts.
    public Tab open(String url) throws InterruptedException {
        return Tab.open(tools, url);
    }

    /// Returns once all its processes have ended, which would otherwise still write into the profile.
    @Override
    public void close() {
        var processes = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        tools.call(null, "Browser.close", Map.of());
        tools.close();
        for (var each : processes) {
            each.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    private static Optional<Path> find() {
        return List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
