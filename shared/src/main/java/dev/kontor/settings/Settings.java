package dev.kontor.settings;

import static dev.kontor.shared.database.Columns.instant;

import dev.kontor.shared.Done;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.RowMapper;
import org.jspecify.annotations.Nullable;

/// The data access of settings. Every call works on one document of one user: the document of an
/// app, or the global one when `appId` is null. A document that was never stored reads as
/// [UserSettings#NONE]. Thread-safe.
public final class Settings {

    private static final RowMapper<UserSettings> SETTINGS =
            row -> new UserSettings(new JsonText(row.getString("settings")), instant(row, "updated_at"));

    private final Database database;

    public Settings(Database database) {
        this.database = database;
    }

    public Result<UserSettings> get(String userId, @Nullable String appId) {
        return database.query(SettingsSql.GET)
                .bind("user_id", userId)
                .bind("app_id", appId)
                .optional(SETTINGS)
                .map(found -> found.orElse(UserSettings.NONE));
    }

    /// Applies a JSON merge patch (RFC 7396). Two patches at once both take effect.
    /// `PAYLOAD_TOO_LARGE` when the document would become too large, `PRECONDITION_FAILED` when it
    /// is not as `ifMatch` says. After an error the document is as it was.
    public Result<UserSettings> update(String userId, @Nullable String appId, JsonText patch, IfMatch ifMatch) {
        return store(SettingsSql.UPDATE, userId, appId, patch, ifMatch);
    }

    /// Replaces the document. Fails as [#update] does.
    public Result<UserSettings> replace(String userId, @Nullable String appId, JsonText document, IfMatch ifMatch) {
        return store(SettingsSql.REPLACE, userId, appId, document, ifMatch);
    }

    /// Deletes the document, if there is one. `PRECONDITION_FAILED` when it is not as `ifMatch`
    /// says.
    public Result<Done> delete(String userId, @Nullable String appId, IfMatch ifMatch) {
        return database.query(SettingsSql.DELETE)
                .bind("user_id", userId)
                .bind("app_id", appId)
                .bind(ifMatch)
                .doneOrRefusal();
    }

    private Result<UserSettings> store(
            Query query, String userId, @Nullable String appId, JsonText document, IfMatch ifMatch) {
        return database.query(query)
                .bind("user_id", userId)
                .bind("app_id", appId)
                .bind("document", document.text())
                .bind(ifMatch)
                .oneOrRefusal(SETTINGS);
    }
}
