package dev.kontor.migrations.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// PgBouncer in transaction mode with two connections to the server: the stand-in for RDS Proxy.
/// Whatever a session would have to remember from one transaction to the next goes wrong here.
public final class PgBouncer implements AutoCloseable {

    /// The password of clients. The server behind trusts everyone.
    public static final String PASSWORD = "a password";

    private static final String PROGRAM = "pgbouncer";
    private static final String SETTINGS = "pgbouncer.ini";
    private static final Pattern VERSION = Pattern.compile("PgBouncer 1\\.(\\d+)");

    private final Path directory;
    private final int port;
    private Process process;

    private PgBouncer(Path directory, int port) throws IOException, InterruptedException {
        this.directory = directory;
        this.port = port;
        this.process = startProcess();
    }

    /// Skips the test where the program is missing, but for CI, which has to have it.
    public static void assumeInstalled() {
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(isInstalled(), "pgbouncer 1.21 or later, the stand-in for RDS Proxy, is not on the PATH");
        }
    }

    /// Older ones do not keep the prepared statements of their clients apart.
    private static boolean isInstalled() {
        try {
            var process = new ProcessBuilder(PROGRAM, "--version").start();
            var version = VERSION.matcher(new String(process.getInputStream().readAllBytes(), UTF_8));
            return version.find() && Integer.parseInt(version.group(1)) >= 21;
        } catch (IOException e) {
            return false; // not on the PATH
        }
    }

    public static PgBouncer start(TestDatabase postgres) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory(
                PROGRAM, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        var port = freePort();
        var users = directory.resolve("users.txt");
        Files.writeString(
                users,
                "\"%s\" \"%s\"%n\"%s\" \"%s\"%n".formatted(TestDatabase.APP, PASSWORD, TestDatabase.OWNER, PASSWORD));
        Files.writeString(directory.resolve(SETTINGS), settings(postgres, port, users));
        return new PgBouncer(directory, port);
    }

    /// Ends it at once, with all connections to it.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Starts it again after [#kill], on its port.
    public void startAgain() throws IOException, InterruptedException {
        process = startProcess();
    }

    private Process startProcess() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(PROGRAM));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody")); // it refuses to run as root
        }
        command.add(directory.resolve(SETTINGS).toString());
        var log = directory.resolve("log.txt");
        var started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        awaitStart(started, log);
        return started;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private static String settings(TestDatabase postgres, int port, Path users) {
        return """
            [databases]
            %s = host=127.0.0.1 port=%d
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = %s
            pool_mode = transaction
            default_pool_size = 2
            max_prepared_statements = 200
            max_client_conn = 100
            # Nothing may be left behind in a session, so nothing is cleaned up.
            server_reset_query =
            # What the driver sends of itself beyond what PgBouncer knows.
            ignore_startup_parameters = extra_float_digits
            """.formatted(postgres.name(), postgres.port(), port, users);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart(Process started, Path log) throws IOException, InterruptedException {
        while (started.isAlive()) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("pgbouncer did not start: " + Files.readString(log));
    }
}
