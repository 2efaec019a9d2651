package dev.kontor.functions.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.Kontor;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Limits;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PurgeIdempotencyKeysTest {

    private static final int EXPIRED = 2 * Limits.PURGE_ROWS_PER_STATEMENT + 1;
    private static final int PLENTY_MILLIS = 300_000;

    private TestDatabase database;
    private Kontor kontor;

    @BeforeEach
    void keepManyExpiredKeysAndThreeThatAreNot() throws SQLException {
        database = TestPostgres.createMigratedDatabase();
        kontor = new Kontor(database.environment());
        database.execute("""
            insert into idempotency_keys (user_id, operation, key, fingerprint, answer, created_at)
            select 'ann', 'CreateTag', 'key ' || n, repeat('0', 64), '{}',
              now() - case when n <= %d then interval '24 hours 1 second' else interval '23 hours' end
            from generate_series(1, %d + 3) n
            """.formatted(EXPIRED, EXPIRED));
    }

    @AfterEach
    void close() {
        kontor.close();
    }

    @Test
    void allThatHasExpiredGoesInOneRunAndNothingElse() throws SQLException {
        assertThat(purge(() -> PLENTY_MILLIS)).isEqualTo(Map.of("deleted", EXPIRED));
        assertThat(keys()).isEqualTo(3);
        assertThat(purge(() -> PLENTY_MILLIS)).isEqualTo(Map.of("deleted", 0));
    }

    @Test
    void aRunThatIsShortOfTimeStopsAndTheNextGoesOn() throws SQLException {
        var remaining = new ArrayDeque<>(List.of(PLENTY_MILLIS, 1_000));

        assertThat(purge(remaining::remove)).isEqualTo(Map.of("deleted", Limits.PURGE_ROWS_PER_STATEMENT));
        assertThat(keys()).isEqualTo(EXPIRED + 3 - Limits.PURGE_ROWS_PER_STATEMENT);
        assertThat(purge(() -> PLENTY_MILLIS)).isEqualTo(Map.of("deleted", EXPIRED - Limits.PURGE_ROWS_PER_STATEMENT));
    }

    private Map<String, Integer> purge(IntSupplier millisLeft) {
        return kontor.within(PurgeIdempotencyKeys::new).handleRequest(Map.of(), new LambdaContext(millisLeft));
    }

    private long keys() throws SQLException {
        return Long.parseLong(
                database.query("select count(*) from idempotency_keys").getFirst());
    }
}
