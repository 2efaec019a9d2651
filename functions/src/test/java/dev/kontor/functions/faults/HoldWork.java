package dev.kontor.functions.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import dev.kontor.migrations.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Holds, and how they end: settled, released, or expired under way.
final class HoldWork {

    private static final String HOLDS = "holds";
    private static final int AMOUNT_MAX = 9;

    private HoldWork() {}

    /// Reserves a few credits, until there are too few. A hold's description is its key.
    static final class Holding extends KeyedWork {

        Holding() {
            super("hold");
        }

        @Override
        Optional<Call> call(RandomClient client, String user, String key) {
            return Optional.of(client.call("POST", "/v1/credits/holds", user)
                    .json("""
                        {"amount": %d, "description": "%s", "expiresIn": 60}
                        """.formatted(1 + client.random().nextInt(AMOUNT_MAX), key)));
        }

        @Override
        String id(ApiResponse response) {
            return String.valueOf(response.object("hold").get("id"));
        }

        @Override
        String rows() {
            return "select description || ' ' || id from holds";
        }

        @Override
        Set<Integer> refusals() {
            return Set.of(402);
        }

        @Override
        void succeeded(RandomClient client, String user, ApiResponse response) {
            client.things().add(HOLDS, user, id(response));
        }
    }

    /// Settles or releases. What was answered by a success is how the hold has ended.
    static final class Ending implements Work {

        private static final int RELEASED = 0;

        /// What each hold was settled with; 0 where it was released.
        private final Map<String, Integer> endOfHold = new ConcurrentHashMap<>();

        @Override
        public void doOnce(RandomClient client) {
            var user = client.anyUser();
            client.any(HOLDS, user).ifPresent(hold -> end(client, user, hold));
        }

        private void end(RandomClient client, String user, String hold) {
            var amount = client.random().nextInt(AMOUNT_MAX + 3);
            var path = "/v1/credits/holds/" + hold;
            var call = amount == RELEASED
                    ? client.call("POST", path + "/release", user)
                    : client.call("POST", path + "/settle", user).json("{\"amount\": %d}".formatted(amount));
            client.send(call, 200, 402, 409)
                    .filter(response -> response.status() == 200)
                    .ifPresent(response -> {
                        var before = endOfHold.put(hold, amount);
                        assertThat(Objects.requireNonNullElse(before, amount))
                                .as("a hold ends once")
                                .isEqualTo(amount);
                    });
        }

        @Override
        public boolean isDone() {
            return !endOfHold.isEmpty();
        }

        @Override
        public void check(TestDatabase database) throws SQLException {
            for (var row : database.query("select id, status, coalesce(settled_amount, 0) from holds")) {
                var columns = row.split(" ", 3);
                var told = endOfHold.get(columns[0]);
                if (told != null) {
                    assertThat(columns[1])
                            .as(row)
                            .isIn(told == RELEASED ? Set.of("released", "expired") : Set.of("settled"));
                    assertThat(columns[2]).as(row).isEqualTo(told.toString());
                }
            }
        }
    }
}
