package dev.kontor.local.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kontor.local.workspace.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the command `docker` says about the engine that runs the containers.
public final class Docker {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Docker Desktop runs its engine in a virtual machine, and forwards what containers send to
    /// [Bridge#HOST_NAME] to this machine's loopback address.
    private static final String DESKTOP = "Docker Desktop";

    private final List<String> command;
    private final String system;

    /// @param command starts the client, and takes its arguments
    /// @param system the name of this operating system, as in the property `os.name`
    Docker(List<String> command, String system) {
        this.command = List.copyOf(command);
        this.system = system;
    }

    public static Docker installed() {
        return new Docker(List.of("docker"), System.getProperty("os.name"));
    }

    /// The bridge that the containers are on; empty where they reach the loopback address without
    /// one.
    ///
    /// @throws Failure Docker is missing or does not answer, or its engine is on another machine
    public Optional<Bridge> bridge() throws IOException, InterruptedException {
        var engine = ask("info", "--format", "{{.OperatingSystem}}");
        if (engine.equals(DESKTOP) || !system.toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.empty();
        }
        return Optional.of(Bridge.on(interfaceName()));
    }

    private String interfaceName() throws IOException, InterruptedException {
        return ask("network", "inspect", "bridge", "--format", "{{index .Options \"com.docker.network.bridge.name\"}}");
    }

    /// What it prints, which is a line or two and fits into the pipe.
    private String ask(String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(command);
        line.addAll(List.of(arguments));
        var process = start(line);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new Failure(
                    "--containers needs Docker, which does not answer within %d s".formatted(PATIENCE.toSeconds()));
        }
        var output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        var errors = new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
        if (process.exitValue() != 0 || output.isEmpty()) {
            throw new Failure("--containers needs a running Docker: " + errors.replaceAll("\\s+", " "));
        }
        return output;
    }

    private static Process start(List<String> line) {
        try {
            return new ProcessBuilder(line).start();
        } catch (IOException e) {
            throw new Failure("--containers needs Docker, and there is no command %s".formatted(line.getFirst()), e);
        }
    }
}
