package dev.kontor.functions.settings;

import dev.kontor.functions.http.Response;
import dev.kontor.settings.UserSettings;

/// The response for settings: the bare document.
final class Documents {

    private Documents() {}

    static Response response(UserSettings settings) {
        return Response.ok(settings.document()).withETag(settings.updatedAt());
    }
}
