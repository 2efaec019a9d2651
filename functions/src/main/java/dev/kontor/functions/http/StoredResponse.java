package dev.kontor.functions.http;

import dev.kontor.functions.http.Response.Upload;
import dev.kontor.functions.json.Json;
import dev.kontor.functions.json.Json.MalformedJsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes the first response to an `Idempotency-Key` as text and reads it back, byte for byte as the
/// client got it. Of an upload only the version is kept, since its signature expires.
final class StoredResponse {

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String STATUS = "status";
    private static final String HEADERS = "headers";
    private static final String BODY = "body";
    private static final String UPLOAD = "upload";
    private static final String FILE_ID = "fileId";
    private static final String VERSION = "version";

    private StoredResponse() {}

    static String write(Response response) {
        var members = new LinkedHashMap<String, Object>();
        members.put(STATUS, response.status());
        members.put(HEADERS, response.headers());
        if (response.body() != null) {
            members.put(BODY, response.body());
        }
        var upload = response.upload();
        if (upload != null) {
            members.put(UPLOAD, Map.of(FILE_ID, upload.fileId(), VERSION, upload.version()));
        }
        return Json.write(members);
    }

    /// The response as it was stored, with a header that says that it is a replay. An upload is still
    /// to be signed.
    static Response replay(String stored) {
        try {
            var members = Json.readObject(stored).orElseThrow();
            if (members.get(STATUS) instanceof Long status && members.get(HEADERS) instanceof Map<?, ?> named) {
                var headers = new LinkedHashMap<String, String>();
                named.forEach((name, value) -> headers.put((String) name, (String) value));
                var body = (String) members.get(BODY);
                return new Response(status.intValue(), headers, body, upload(members.get(UPLOAD)))
                        .with(REPLAYED, "true");
            }
        } catch (MalformedJsonException e) {
            // falls through to the error below
        }
        throw new IllegalStateException("a stored response cannot be read");
    }

    private static @Nullable Upload upload(@Nullable Object stored) {
        return stored instanceof Map<?, ?> upload
                        && upload.get(FILE_ID) instanceof String fileId
                        && upload.get(VERSION) instanceof Long version
                ? new Upload(UUID.fromString(fileId), version.intValue(), null)
                : null;
    }
}
