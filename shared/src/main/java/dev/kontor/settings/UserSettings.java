package dev.kontor.settings;

import dev.kontor.shared.JsonText;
import java.time.Instant;

/// One document of settings.
///
/// @param document a JSON object of at most [dev.kontor.shared.Limits#SETTINGS_BYTES_MAX]
/// @param updatedAt the epoch as long as there are none
public record UserSettings(JsonText document, Instant updatedAt) {

    /// None yet.
    public static final UserSettings NONE = new UserSettings(JsonText.EMPTY_OBJECT, Instant.EPOCH);
}
