package dev.kontor.local.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.workspace.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalKeyTest {
    @TempDir
    Path directory;

    @Test
    void theKeyIsMadeOnceAndForItsOwnerOnly() throws IOException {
        var data = directory.resolve("made/on/demand");
        var first = LocalKey.in(data).publicKeySet();
        assertThat(LocalKey.in(data).publicKeySet()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("signing-key.pem"))))
                .isEqualTo("rw-------");
        assertThat(data.toFile().list()).containsExactly("signing-key.pem");
    }

    @Test
    void whoeverComesAtTheSameMomentGetsTheSameKey() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var keySets = new ArrayList<Future<String>>();
            for (var i = 0; i < 16; i++) {
                keySets.add(threads.submit(() -> LocalKey.in(directory).publicKeySet()));
            }
            var first = keySets.getFirst().get();
            for (var keySet : keySets) {
                assertThat(keySet.get()).isEqualTo(first);
            }
        }
    }

    /// The private key, its public key and its thumbprint are from RFC 8037, appendices A.1 to
    /// A.3.
    @Test
    void aKeyFromElsewhereHasThePublicKeyAndTheIdItShouldHave() throws IOException {
        var pkcs8 = HexFormat.of()
                .parseHex("302e020100300506032b657004220420"
                        + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        write("-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(pkcs8)
                + "\n-----END PRIVATE KEY-----\n");
        assertThat(LocalKey.in(directory).publicKeySet()).isEqualTo("""
            {"keys":[{"kty":"OKP","kid":"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",\
            "alg":"EdDSA","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}\
            """);
    }

    @Test
    void aFileThatIsNoKeyIsNamedAndLeftAlone() throws IOException {
        write("no key");
        assertThatThrownBy(() -> LocalKey.in(directory))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("signing-key.pem", "delete it to get a new one");
        assertThat(directory.resolve("signing-key.pem")).hasContent("no key");
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve("signing-key.pem"), text);
    }
}
