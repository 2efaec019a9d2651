package dev.kontor.local.database;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.kontor.local.workspace.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A PostgreSQL server that runs on a data directory, whichever process started it.
///
/// @param port its port on the loopback address
record Postmaster(ProcessHandle process, int port) {
    /// The server writes its process id here (line 1) and its port (line 4).
    private static final String PID_FILE = "postmaster.pid";

    private static final int PORT_LINE = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// A dying process is alive for a moment without a command line.
    private static final int LOOKS_AT_DYING_PROCESS = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /// The server that runs on this directory now, if there is one.
    ///
    /// @throws Failure a process has the server's id but does not show its command line
    static Optional<Postmaster> on(Path dataDirectory) throws IOException {
        var file = dataDirectory.resolve(PID_FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        var port = Integer.parseInt(lines.get(PORT_LINE).strip());
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> serves(process, dataDirectory))
                .map(process -> new Postmaster(process, port));
    }

    /// Stops any server on this directory and deletes its PID file. After a crash another program
    /// may have the process id, and PostgreSQL would then refuse to start.
    static void stopAny(Path dataDirectory) throws IOException, InterruptedException {
        var postmaster = on(dataDirectory);
        if (postmaster.isPresent()) {
            postmaster.get().stop(dataDirectory);
        }
        Files.deleteIfExists(dataDirectory.resolve(PID_FILE));
    }

    private void stop(Path dataDirectory) throws IOException, InterruptedException {
        // SIGINT is PostgreSQL's fast shutdown: it writes everything out and does not wait for clients.
        var kill = new ProcessBuilder("sh", "-c", "kill -INT \"$0\"", Long.toString(process.pid())).start();
        kill.waitFor();
        if (!hasEnded(dataDirectory)) {
            process.destroyForcibly();
            if (!hasEnded(dataDirectory)) {
                throw new Failure("PostgreSQL, process %d, does not stop; end it yourself".formatted(process.pid()));
            }
        }
    }

    /// Waits for the end, at most [#PATIENCE].
    private boolean hasEnded(Path dataDirectory) throws InterruptedException {
        var start = System.nanoTime();
        while (serves(process, dataDirectory)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
        return true;
    }

    /// The id alone proves nothing: another program may have it by now, or the process may be a
    /// zombie.
    private static boolean serves(ProcessHandle process, Path dataDirectory) {
        for (var looks = 1; process.isAlive() && !isZombie(process.pid()); looks++) {
            var commandLine = process.info().commandLine();
            if (commandLine.isPresent() || looks == LOOKS_AT_DYING_PROCESS) {
                return serves(process.pid(), commandLine, dataDirectory);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return false;
    }

    /// A process without a visible command line is an error. If it counted as another program, two
    /// servers could end up on the same data.
    static boolean serves(long pid, Optional<String> commandLine, Path dataDirectory) {
        return commandLine
                .orElseThrow(() -> new Failure("""
                    process %d may be a PostgreSQL server on %s, but does not \
                    show its command line; end it first\
                    """.formatted(pid, dataDirectory)))
                .contains(dataDirectory.toString());
    }

    /// Linux keeps an entry for a dead process until its parent waits for it. Other systems have no
    /// such file; there, process 1 waits for every orphan.
    private static boolean isZombie(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat"), ISO_8859_1)
                    .contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }
}
