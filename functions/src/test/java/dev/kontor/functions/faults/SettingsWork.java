package dev.kontor.functions.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Patches of settings, of which none is lost. Each adds a member.
final class SettingsWork implements Work {

    /// Members of one document, which has room for many more.
    private static final int MEMBERS = 500;

    private final Set<String> added = ConcurrentHashMap.newKeySet();

    @Override
    public void doOnce(RandomClient client) {
        var user = client.anyUser();
        var number = client.nextNumber();
        var app = "app-" + number / MEMBERS;
        client.sendUntilAnswered(client.call("PATCH", "/v1/settings/apps/" + app, user)
                        .json("{\"m%d\": true}".formatted(number)))
                .orElseThrow()
                .is(200);
        added.add("%s %s m%d".formatted(user, app, number));
    }

    @Override
    public void check(TestDatabase database) throws SQLException {
        assertThat(database.query("select user_id, app_id, jsonb_object_keys(settings) from user_settings"))
                .containsAll(added);
    }
}
