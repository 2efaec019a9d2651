package dev.kontor.functions.settings;

import dev.kontor.functions.http.Response;
import dev.kontor.settings.UserSettings;

/// Settings as the API shows them: the bare document.
final class Documents {

    private Documents() {}

    static Response answer(UserSettings settings) {
        return Response.ok(settings.document()).withETag(settings.updatedAt());
    }
}
