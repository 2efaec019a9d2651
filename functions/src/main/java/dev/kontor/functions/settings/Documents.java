package dev.kontor.functions.settings;

import dev.kontor.functions.http.Answer;
import dev.kontor.settings.UserSettings;

/// Settings as the API shows them: the bare document.
final class Documents {

    private Documents() {}

    static Answer answer(UserSettings settings) {
        return Answer.ok(settings.document()).withETag(settings.updatedAt());
    }
}
