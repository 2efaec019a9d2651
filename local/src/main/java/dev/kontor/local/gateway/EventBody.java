package dev.kontor.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request's body in an event, which can only hold text.
///
/// @param text null for an empty body
/// @param isBase64Encoded whether `text` is the request's bytes in base64
record EventBody(@Nullable String text, boolean isBase64Encoded) {
    /// HTTP APIs treat only these types and `text/*` as text; `application/merge-patch+json` is not
    /// among them.
    private static final Set<String> TEXT_TYPES =
            Set.of("application/json", "application/javascript", "application/xml");

    static EventBody of(byte[] bytes, String contentType) {
        if (bytes.length == 0) {
            return new EventBody(null, false);
        }
        if (isText(contentType)) {
            try {
                return new EventBody(
                        UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), false);
            } catch (CharacterCodingException e) {
                // The header is wrong, so the function gets the bytes in base64.
            }
        }
        return new EventBody(Base64.getEncoder().encodeToString(bytes), true);
    }

    private static boolean isText(String contentType) {
        var type = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.startsWith("text/") || TEXT_TYPES.contains(type);
    }
}
