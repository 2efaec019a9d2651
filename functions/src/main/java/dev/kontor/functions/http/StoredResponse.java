package dev.kontor.functions.http;

import dev.kontor.functions.json.Json;
import dev.kontor.functions.json.Json.MalformedJsonException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes the first response to an `Idempotency-Key` as text and reads it back, byte for byte as the
/// client got it.
final class StoredResponse {

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String STATUS = "status";
    private static final String HEADERS = "headers";
    private static final String BODY = "body";

    private StoredResponse() {}

    static String write(Response response) {
        var members = new LinkedHashMap<String, Object>();
        members.put(STATUS, response.status());
        members.put(HEADERS, response.headers());
        if (response.body() != null) {
            members.put(BODY, response.body());
        }
        return Json.write(members);
    }

    /// The response as it was stored, with a header that says that it is a replay.
    static Response replay(String stored) {
        try {
            var members = Json.readObject(stored).orElseThrow();
            if (members.get(STATUS) instanceof Long status && members.get(HEADERS) instanceof Map<?, ?> named) {
                var headers = new LinkedHashMap<String, String>();
                named.forEach((name, value) -> headers.put((String) name, (String) value));
                return new Response(status.intValue(), headers, (String) members.get(BODY)).with(REPLAYED, "true");
            }
        } catch (MalformedJsonException e) {
            // falls through to the error below
        }
        throw new IllegalStateException("a stored response cannot be read");
    }
}
