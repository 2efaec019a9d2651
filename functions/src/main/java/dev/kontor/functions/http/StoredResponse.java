package dev.kontor.functions.http;

import dev.kontor.functions.json.Json;
import dev.kontor.functions.json.Json.MalformedJsonException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The first answer to an `Idempotency-Key` as text, and back: byte for byte what the client got.
final class StoredResponse {

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String STATUS = "status";
    private static final String HEADERS = "headers";
    private static final String BODY = "body";

    private StoredResponse() {}

    static String write(Response answer) {
        var members = new LinkedHashMap<String, Object>();
        members.put(STATUS, answer.status());
        members.put(HEADERS, answer.headers());
        if (answer.body() != null) {
            members.put(BODY, answer.body());
        }
        return Json.write(members);
    }

    /// The answer, with a header that says that it is a replay.
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
        throw new IllegalStateException("a stored answer is not as it was stored");
    }
}
