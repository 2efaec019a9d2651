package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/// A program that a test needs and Maven does not install.
final class Program {
    private Program() {}

    /// Skips the test where the program is missing. In CI the test fails instead.
    static void assumeItIsThere(String name) throws IOException, InterruptedException {
        var isThere =
                new ProcessBuilder("sh", "-c", "command -v " + name).start().waitFor() == 0;
        assertThat(isThere || !"true".equals(System.getenv("CI")))
                .as("%s is there, in CI", name)
                .isTrue();
        assumeTrue(isThere, name + " is not installed: what is run with it is not tested");
    }
}
