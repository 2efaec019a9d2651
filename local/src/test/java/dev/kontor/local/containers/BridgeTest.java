package dev.kontor.local.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.workspace.Failure;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BridgeTest {
    @ParameterizedTest
    @CsvSource({
        "172.17.0.1,    16, 172.17.0.0/16,    172.17.255.254, 172.18.0.1",
        "192.168.99.65, 26, 192.168.99.64/26, 192.168.99.127, 192.168.99.128",
        "10.0.0.1,      32, 10.0.0.1/32,      10.0.0.1,       10.0.0.2",
        "10.0.0.1,      0,  0.0.0.0/0,        203.0.113.7,    ::1"
    })
    void onlyTheAddressesOnItAreAdmitted(String address, int prefixLength, String subnet, String inside, String outside)
            throws Exception {
        var bridge = new Bridge(InetAddress.getByName(address), prefixLength);

        assertThat(bridge.subnet()).isEqualTo(subnet);
        assertThat(bridge.admits(InetAddress.getByName(inside))).isTrue();
        assertThat(bridge.admits(InetAddress.getByName(outside))).isFalse();
    }

    @Test
    void aBridgeThatIsNotHereIsToldInOneLine() {
        assertThatThrownBy(() -> Bridge.on("docker7"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("bridge docker7 is not on this machine")
                .hasMessageNotContaining("\n");
    }
}
