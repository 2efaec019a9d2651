package dev.kontor.shared.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.shared.Environment;
import dev.kontor.shared.Limits;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseConfigTest {

    @Test
    @DisplayName("S1: a pool of 10 unless the environment says otherwise")
    void aPoolHasTenConnectionsUnlessSaidOtherwise() {
        assertThat(config(Map.of()).poolSize()).isEqualTo(10);
        assertThat(config(Map.of("DATABASE_POOL_SIZE", "3")).poolSize()).isEqualTo(3);
    }

    @Test
    void theUrlAloneDecidesWhetherTheWrapperIsInThePath() {
        assertThat(config(Map.of()).isWrapped()).isFalse();
        assertThat(config(Map.of("DATABASE_URL", "jdbc:aws-wrapper:postgresql://h/d"))
                        .isWrapped())
                .isTrue();
    }

    @Test
    void noTextOfItShowsThePassword() {
        assertThat(config(Map.of("DATABASE_PASSWORD", "secret")).toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "11", "1.5", "ten", "99999999999"})
    void aPoolSizeThatIsNoneIsRefusedByName(String size) {
        assertThatThrownBy(() -> config(Map.of("DATABASE_POOL_SIZE", size)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("DATABASE_POOL_SIZE is malformed: expected a whole number from 1 to "
                        + Limits.POOL_CONNECTIONS);
    }

    @Test
    void aUrlOfAnotherDatabaseIsRefusedByName() {
        assertThatThrownBy(() -> config(Map.of("DATABASE_URL", "jdbc:mysql://u:secret@h/d")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("DATABASE_URL is malformed")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_URL", "DATABASE_USER"})
    void aVariableThatIsMissingIsNamed(String name) {
        assertThatThrownBy(() -> config(Map.of(name, " ")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(name + " is missing from the environment");
    }

    private static DatabaseConfig config(Map<String, String> environment) {
        var all = new HashMap<>(Map.of(
                "DATABASE_URL", "jdbc:postgresql://h/d",
                "DATABASE_USER", "kontor_app"));
        all.putAll(environment);
        return DatabaseConfig.from(new Environment(all));
    }
}
