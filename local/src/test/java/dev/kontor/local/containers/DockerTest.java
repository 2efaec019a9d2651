package dev.kontor.local.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.workspace.Failure;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A shell script stands in for Docker's client and prints the client's output.
final class DockerTest {
    private static final String DEBIAN_WITH_LOOPBACK_AS_BRIDGE = """
        echo WARNING: of no concern >&2
        case "$1" in info) echo Debian ;; network) echo lo ;; esac
        """;

    @Test
    @EnabledOnOs(OS.LINUX)
    void theBridgeIsTheInterfaceThatDockerNames() throws Exception {
        assertThat(docker(DEBIAN_WITH_LOOPBACK_AS_BRIDGE, "Linux").bridge())
                .contains(new Bridge(InetAddress.getLoopbackAddress(), 8));
    }

    @ParameterizedTest
    @CsvSource({"Docker Desktop, Linux", "Docker Desktop, Mac OS X", "Alpine Linux, Mac OS X"})
    void anEngineInAVirtualMachineReachesTheLoopbackAddressByItself(String engine, String system) throws Exception {
        assertThat(docker("echo '%s'".formatted(engine), system).bridge()).isEmpty();
    }

    @Test
    void aMachineWithoutDockerIsToldSo() {
        assertThatThrownBy(() -> new Docker(List.of("no-such-command"), "Linux").bridge())
                .isInstanceOf(Failure.class)
                .hasMessage("--containers needs Docker, and there is no command no-such-command");
    }

    @Test
    void aDaemonThatDoesNotRunIsToldInOneLine() {
        var stopped = docker("echo 'Cannot connect' >&2; echo 'to the daemon.' >&2; exit 1", "Linux");
        assertThatThrownBy(stopped::bridge)
                .isInstanceOf(Failure.class)
                .hasMessage("--containers needs a running Docker: Cannot connect to the daemon.");
    }

    private static Docker docker(String script, String system) {
        return new Docker(List.of("sh", "-c", script, "docker"), system);
    }
}
