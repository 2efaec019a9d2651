package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How `./kontor run` starts and ends. What it does meanwhile is in [RunningServerTest].
@Tag("slow")
final class RunTest {
    @TempDir
    Path root;

    @Test
    @Timeout(300)
    void aRestartKeepsWhatWasStoredUnlessItIsFresh() throws Exception {
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            RunningApi.of(run).createFile("a.txt");
            run.terminate();
            assertThat(postgresProcesses()).isEmpty();
        }
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            assertThat(RunningApi.of(run).fileCount()).isEqualTo(1);
        }
        try (var run = KontorProcess.start(root, "run", "--port", "0", "--fresh")) {
            assertThat(RunningApi.of(run).fileCount()).isZero();
        }
    }

    @Test
    void aRunThatWasKilledIsCleanedUpAfterByTheNext() throws Exception {
        EarlierRun.leaveIn(root);
        try (var killed = KontorProcess.start(root, "run", "--port", "0")) {
            killed.awaitReady();
            assertThat(setting("fsync")).isEqualTo("on");
            assertThat(setting("synchronous_commit")).isEqualTo("on");
            killed.kill();
            assertThat(postgresProcesses()).isNotEmpty();
        }
        var orphans = postgresProcesses();
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            assertThat(RunningApi.of(run).fileCount()).isZero();
            assertThat(postgresProcesses()).isNotEmpty().doesNotContainAnyElementsOf(orphans);
        }
        assertThat(postgresProcesses()).isEmpty();
    }

    @Test
    void aRunWhoseDatabaseDiedEndsWithOneLineAndTheNextHasItsData() throws Exception {
        EarlierRun.leaveIn(root);
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            run.awaitReady();
            var pidFile = root.resolve(".kontor/postgres/postmaster.pid");
            var postmaster = Long.parseLong(Files.readAllLines(pidFile).getFirst());
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors())
                    .isEqualTo("kontor: PostgreSQL has ended; ./kontor run starts it again on the" + " same data\n");
        }
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            assertThat(RunningApi.of(run).fileCount()).isZero();
        }
    }

    @Test
    void dataThatIsDamagedIsToldInOneLine() throws Exception {
        EarlierRun.leaveIn(root);
        Files.delete(root.resolve(".kontor/postgres/PG_VERSION"));
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors()).matches("kontor: .* is damaged; .*--fresh.*\n");
        }
    }

    @Test
    void aPortThatIsTakenIsToldInOneLine() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(other.getLocalPort());
            try (var run = KontorProcess.start(root, "run", "--port", port)) {
                assertThat(run.exitCode()).isEqualTo(1);
                assertThat(run.errors()).isEqualTo("kontor: port " + port + " is taken; choose another with --port\n");
            }
        }
        assertThat(postgresProcesses()).isEmpty();
    }

    @Test
    void containersWithoutDockerAreToldInOneLineAndNothingStarts() throws Exception {
        var nothing = Map.of("PATH", root.resolve("nowhere").toString());
        try (var run = KontorProcess.start(root, nothing, "run", "--port", "0", "--containers")) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors()).isEqualTo("kontor: --containers needs Docker, and there is no command docker\n");
        }
        assertThat(root.resolve(".kontor/postgres")).doesNotExist();
    }

    @Test
    void whatAnInterruptedFirstStartLeftIsReplaced() throws Exception {
        var data = Files.createDirectories(root.resolve(".kontor/postgres"));
        Files.writeString(data.resolve("postgresql.conf"), "");
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            assertThat(run.awaitReady()).isNotEmpty();
        }
    }

    private List<Long> postgresProcesses() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("-D " + root))
                .map(ProcessHandle::pid)
                .toList();
    }

    private String setting(String name) throws Exception {
        return KontorProcess.sql(root, "show " + name);
    }
}
