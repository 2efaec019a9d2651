package dev.kontor.functions.faults;

import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Changes of balances. A transaction's description is its key.
abstract class LedgerWork extends KeyedWork {

    private static final String USAGES = "usages";

    private final String type;

    /// @param type of the transactions
    private LedgerWork(String type) {
        super(type);
        this.type = type;
    }

    @Override
    String id(ApiResponse response) {
        return String.valueOf(response.object("transaction").get("id"));
    }

    @Override
    String rows() {
        return "select description || ' ' || id from transactions where type = '%s' and hold_id is null"
                .formatted(type);
    }

    /// Gives a user a few credits; half of them expire, later than a request is repeated.
    static final class Granting extends LedgerWork {

        Granting() {
            super("bonus");
        }

        @Override
        Optional<Call> call(RandomClient client, String user, String key) {
            var end = Instant.now().plusSeconds(90 + client.random().nextInt(30));
            var until = client.random().nextBoolean() ? "\"%s\"".formatted(end) : "null";
            return Optional.of(client.call("POST", "/v1/credits/grants", "admin")
                    .json("""
                        {"userId": "%s", "type": "bonus", "amount": %d, "description": "%s", "expiresAt": %s}
                        """.formatted(user, 1 + client.random().nextInt(10), key, until)));
        }

        @Override
        Set<Integer> refusals() {
            return Set.of();
        }
    }

    /// Spends some, until there are too few.
    static final class Spending extends LedgerWork {

        Spending() {
            super("usage");
        }

        @Override
        Optional<Call> call(RandomClient client, String user, String key) {
            return Optional.of(client.call("POST", "/v1/credits/usage", user)
                    .json("""
                        {"amount": %d, "description": "%s"}
                        """.formatted(1 + client.random().nextInt(9), key)));
        }

        @Override
        void succeeded(RandomClient client, String user, ApiResponse response) {
            client.things().add(USAGES, "", id(response));
        }

        @Override
        Set<Integer> refusals() {
            return Set.of(402);
        }
    }

    /// Gives back a credit of some usage, which may have been given back in full.
    static final class Refunding extends LedgerWork {

        Refunding() {
            super("refund");
        }

        @Override
        Optional<Call> call(RandomClient client, String user, String key) {
            return client.any(USAGES, "")
                    .map(usage ->
                            client.call("POST", "/v1/credits/refunds", "admin").json("""
                                {"transactionId": "%s", "amount": 1, "description": "%s"}
                                """.formatted(usage, key)));
        }

        @Override
        Set<Integer> refusals() {
            return Set.of(409);
        }
    }
}
