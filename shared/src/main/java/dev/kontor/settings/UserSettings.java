package dev.kontor.settings;

import dev.kontor.shared.JsonText;
import java.time.Instant;

/// One document of settings.
///
/// @param document a JSON object of at most [dev.kontor.shared.Limits#SETTINGS_BYTES_MAX]
/// @param updatedAt the epoch if the document was never stored
public record UserSettings(JsonText document, Instant updatedAt) {

    /// A document that was never stored.
    public static final UserSettings NONE = new UserSettings(JsonText.EMPTY_OBJECT, Instant.EPOCH);
}
