package dev.kontor.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kontor.local.workspace.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostmasterTest {
    @TempDir
    Path data;

    @Test
    void aProcessThatDoesNotShowWhatItIsIsNotTakenForAnotherProgram() {
        assertThatThrownBy(() -> Postmaster.serves(4711, Optional.empty(), data))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("process 4711", data.toString());
        assertThat(Postmaster.serves(4711, Optional.of("postgres -D " + data), data))
                .isTrue();
        assertThat(Postmaster.serves(4711, Optional.of("vi notes"), data)).isFalse();
    }

    @Test
    void anotherProgramWithTheServersOldIdIsNone() throws Exception {
        note(ProcessHandle.current().pid());
        assertThat(Postmaster.on(data)).isEmpty();
        Postmaster.stopAny(data);
        assertThat(data.resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void aDeadServerThatNobodyWaitedForIsNone() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "no /proc here: no such process");
        var parent = new ProcessBuilder("sh", "-c", "sleep 0 & exec sleep 60").start();
        try {
            note(zombieOf(parent));
            assertThat(Postmaster.on(data)).isEmpty();
        } finally {
            parent.destroyForcibly();
        }
    }

    private static long zombieOf(Process parent) throws IOException, InterruptedException {
        while (true) {
            for (var child : parent.children().toList()) {
                var stat = Path.of("/proc/" + child.pid() + "/stat");
                if (Files.readString(stat).contains(") Z ")) {
                    return child.pid();
                }
            }
            Thread.sleep(10);
        }
    }

    private void note(long pid) throws IOException {
        Files.writeString(data.resolve("postmaster.pid"), "%d\n%s\n1\n5432\n".formatted(pid, data));
    }
}
