package dev.kontor.migrations.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    @Test
    @DisplayName("S15: pauses double up to a limit, and never is one longer than that")
    void pausesDoubleUpToALimit() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(400));
        for (var ceiling : List.of(100L, 200L, 400L, 400L)) {
            assertThat(backoff.next().toMillis()).isBetween(ceiling / 2, ceiling);
        }
    }

    @Test
    void runsThatFailedTogetherComeBackApart() {
        var pauses = new HashSet<Duration>();
        for (int i = 0; i < 100; i++) {
            pauses.add(new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(10)).next());
        }
        assertThat(pauses).hasSizeGreaterThan(50);
    }
}
