package dev.kontor.functions.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import dev.kontor.migrations.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Shares with a limit of downloads, and their downloads.
final class ShareWork {

    private static final String TOKENS = "tokens";

    private ShareWork() {}

    static final class Sharing extends KeyedWork {

        Sharing() {
            super("share");
        }

        @Override
        Optional<Call> call(RandomClient client, String user, String key) {
            return client.any(TreeWork.FILES, user)
                    .map(file -> client.call("POST", "/v1/shares", user)
                            .json("{\"fileId\": \"%s\", \"maxDownloads\": %d}"
                                    .formatted(file, 1 + client.random().nextInt(5))));
        }

        @Override
        String id(ApiResponse response) {
            return response.text("id");
        }

        /// A share has no text of its own, so its key is that whose answer names it.
        @Override
        String rows() {
            return """
                select coalesce(k.key, 'keyless') || ' ' || s.id
                from shares s
                left join idempotency_keys k
                  on k.operation = 'CreateShare' and substring(k.answer from '/v1/shares/([0-9a-f-]{36})') = s.id::text
                """;
        }

        @Override
        Set<Integer> refusals() {
            return Set.of(404);
        }

        @Override
        void succeeded(RandomClient client, String user, ApiResponse response) {
            client.things().add(TOKENS, "", response.text("token"));
        }

        @Override
        boolean mayBeGone(String user) {
            return RandomClient.deletes(user);
        }
    }

    /// Downloads are counted, one that is not answered perhaps, and never beyond the limit.
    static final class Downloading implements Work {

        private final Map<String, AtomicInteger> answered = new ConcurrentHashMap<>();
        private final Map<String, AtomicInteger> unanswered = new ConcurrentHashMap<>();

        @Override
        public void doOnce(RandomClient client) {
            client.any(TOKENS, "").ifPresent(token -> download(client, token));
        }

        private void download(RandomClient client, String token) {
            var response = client.send(
                    client.publicCall("POST", "/v1/public/" + token + "/download")
                            .json("{}"),
                    200,
                    404,
                    409);
            if (response.isEmpty()) {
                count(unanswered, token);
            } else if (response.get().status() == 200) {
                count(answered, token);
            }
        }

        private static void count(Map<String, AtomicInteger> counts, String token) {
            counts.computeIfAbsent(token, _ -> new AtomicInteger()).incrementAndGet();
        }

        private static int counted(Map<String, AtomicInteger> counts, String token) {
            var count = counts.get(token);
            return count == null ? 0 : count.get();
        }

        @Override
        public void check(TestDatabase database) throws SQLException {
            assertThat(database.query("select id from shares where download_count > max_downloads"))
                    .as("shares beyond their limit")
                    .isEmpty();
            for (var row : database.query("select token, download_count from shares")) {
                var token = row.split(" ", 2)[0];
                var counted = Integer.parseInt(row.split(" ", 2)[1]);
                assertThat(counted)
                        .as("downloads of %s", token)
                        .isBetween(counted(answered, token), counted(answered, token) + counted(unanswered, token));
            }
        }
    }
}
