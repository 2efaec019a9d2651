package dev.kontor.migrations.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// A PostgreSQL with a tablespace on a disk of a few megabytes, in memory. Only the server sees that
/// disk: it is mounted in namespaces of the server's own, which takes no special rights where the
/// machine lets its users make namespaces. It is gone with the server.
public final class SmallDiskServer implements AutoCloseable {

    private static final String SIZE = "64m";
    private static final String MOUNT = "mount -t tmpfs -o size=" + SIZE + " tmpfs \"$0\"";
    private static final String NO_SPACE = "53100";
    private static final int TRIES = 100;

    private final Process process;
    private final Path data;
    private final Path disk;
    private final TestDatabase administration;

    private SmallDiskServer(Process process, Path data, Path disk, int port) {
        this.process = process;
        this.data = data;
        this.disk = disk;
        this.administration = new TestDatabase(TestDatabase.OWNER, port);
    }

    /// Skips the test where such a disk cannot be made, but for CI, which has to let it be made.
    public static void assumePossible() throws IOException, InterruptedException {
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(isPossible(), "users of this machine cannot mount a small disk in a namespace of their own");
        }
    }

    private static boolean isPossible() throws IOException, InterruptedException {
        var place = Files.createTempDirectory("small-disk");
        try {
            var trial =
                    new ProcessBuilder("unshare", "-Urm", "sh", "-c", MOUNT + " && exec unshare -U true", "" + place);
            return trial.redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program
        } finally {
            Files.delete(place);
        }
    }

    public static SmallDiskServer start() throws IOException, InterruptedException, SQLException {
        var data = PreparedCluster.MIGRATED.copy();
        var disk = Files.createTempDirectory("small-disk");
        var port = freePort();
        // PostgreSQL refuses to be root, which one is in the first namespace.
        var command = List.of(
                "unshare",
                "-Urm",
                "sh",
                "-c",
                MOUNT + " && exec unshare -U \"$@\"",
                disk.toString(),
                TestPostgres.program(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("small-disk.log").toFile())
                .start();
        var server = new SmallDiskServer(process, data, disk, port);
        server.awaitStart();
        server.administration.execute("create tablespace small location '%s'".formatted(disk));
        return server;
    }

    /// A new migrated database on the small disk.
    public TestDatabase createMigratedDatabase() throws SQLException {
        administration.execute("create database on_small_disk strategy file_copy tablespace small template "
                + PreparedCluster.MIGRATED_DATABASE);
        return new TestDatabase("on_small_disk", administration.port());
    }

    /// Takes all the space that there is.
    public void fill() throws SQLException {
        administration.execute("create unlogged table filler (padding char(1000)) tablespace small");
        for (var rows = 10_000; rows > 0; rows /= 10) {
            fillBy("insert into filler select 'x' from generate_series(1, %d)".formatted(rows));
        }
    }

    private void fillBy(String insert) throws SQLException {
        while (true) {
            try {
                administration.execute(insert);
            } catch (SQLException e) {
                if (NO_SPACE.equals(e.getSQLState())) {
                    return;
                }
                throw e;
            }
        }
    }

    /// Gives the space back.
    public void free() throws SQLException {
        administration.execute("drop table filler");
    }

    @Override
    public void close() throws IOException {
        TestServer.kill(process.toHandle());
        FastStorage.delete(data);
        Files.delete(disk);
    }

    private void awaitStart() throws IOException, InterruptedException {
        for (var tries = 0; tries < TRIES && process.isAlive(); tries++) {
            try {
                administration.execute("select 1");
                return;
            } catch (SQLException e) {
                Thread.sleep(100);
            }
        }
        throw new IOException("the server did not start: " + Files.readString(data.resolve("small-disk.log")));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
