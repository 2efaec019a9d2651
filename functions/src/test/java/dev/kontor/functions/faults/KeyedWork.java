package dev.kontor.functions.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import dev.kontor.migrations.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What is done with an `Idempotency-Key`. A client repeats its request until it is answered, or
/// gives it up now and then. What was answered by a success is there once, what was refused is not
/// there, and nobody can tell of what was given up; but never is anything there twice.
abstract class KeyedWork implements Work {

    private static final int CREATED = 201;

    private final String name;
    private final Map<String, String> idOfKey = new ConcurrentHashMap<>();
    private final Set<String> givenUp = ConcurrentHashMap.newKeySet();

    /// @param name begins the keys
    KeyedWork(String name) {
        this.name = name;
    }

    /// The request of a user, without its key; empty where there is nothing to do yet.
    abstract Optional<Call> call(RandomClient client, String user, String key);

    /// What the response says was made.
    abstract String id(ApiResponse response);

    /// A query of the key and the id of all that was made.
    abstract String rows();

    /// The statuses by which it may be refused.
    abstract Set<Integer> refusals();

    /// Goes on after a success.
    void succeeded(RandomClient client, String user, ApiResponse response) {}

    /// Whether what was made for this user may be gone again.
    boolean mayBeGone(String user) {
        return false;
    }

    @Override
    public final void doOnce(RandomClient client) {
        var user = client.anyUser();
        var key = "%s-%s-%s".formatted(name, client.nextNumber(), user);
        var call = call(client, user, key).map(keyless -> keyless.header("idempotency-key", key));
        if (call.isEmpty()) {
            return;
        }
        var response = client.isToGiveUp() ? client.send(call.get()) : client.sendUntilAnswered(call.get());
        if (response.isEmpty()) {
            givenUp.add(key);
        } else if (response.get().status() == CREATED) {
            idOfKey.put(key, id(response.get()));
            succeeded(client, user, response.get());
            repeat(client, call.get(), key);
        } else {
            assertThat(response.get().status())
                    .as("%s of %s", response.get(), key)
                    .isIn(refusals());
        }
    }

    private void repeat(RandomClient client, Call call, String key) {
        if (client.isToRepeat()) {
            var again = client.sendUntilAnswered(call).orElseThrow().is(CREATED);
            assertThat(again.headers()).as("%s", key).containsEntry("Idempotency-Replayed", "true");
            assertThat(id(again)).as("%s", key).isEqualTo(idOfKey.get(key));
        }
    }

    @Override
    public final boolean isDone() {
        return !idOfKey.isEmpty();
    }

    @Override
    public final void check(TestDatabase database) throws SQLException {
        var made = database.query(rows());
        assertThat(new HashSet<>(made)).as("of each %s one", name).hasSameSizeAs(made);
        var expected = new ArrayList<String>();
        idOfKey.forEach((key, id) -> {
            if (!mayBeGone(key.substring(key.lastIndexOf('-') + 1))) {
                expected.add(key + " " + id);
            }
        });
        assertThat(made).as("every %s that was answered", name).containsAll(expected);
        assertThat(made)
                .as("no %s that was refused, or made again under another id", name)
                .allMatch(row -> isAsTold(row.substring(0, row.indexOf(' ')), row.substring(row.indexOf(' ') + 1)));
    }

    private boolean isAsTold(String key, String id) {
        return givenUp.contains(key) || id.equals(idOfKey.get(key));
    }
}
