package dev.kontor.functions.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.kontor.functions.json.Json;
import dev.kontor.functions.json.Json.MalformedJsonException;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.FieldError;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a request's body, which is one JSON object.
final class JsonBody {

    static final List<String> JSON = List.of("application/json");
    static final List<String> MERGE_PATCH = List.of("application/merge-patch+json", "application/json");

    private JsonBody() {}

    /// The object's members, or why there are none.
    ///
    /// @param contentType of the request; null without one, and then the body is taken for JSON
    /// @param mediaTypes that the operation takes
    static Fields read(APIGatewayV2HTTPEvent event, @Nullable String contentType, List<String> mediaTypes) {
        return switch (members(event, contentType, mediaTypes)) {
            case Result.Ok<Map<String, @Nullable Object>> ok -> Fields.closed(ok.value());
            case Result.Err<Map<String, @Nullable Object>> reason -> Fields.unreadable(reason);
        };
    }

    private static Result<Map<String, @Nullable Object>> members(
            APIGatewayV2HTTPEvent event, @Nullable String contentType, List<String> mediaTypes) {
        if (contentType != null && !mediaTypes.contains(mediaType(contentType))) {
            return Result.err(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The content type must be " + String.join(" or ", mediaTypes));
        }
        if (event.getBody() == null || event.getBody().isEmpty()) {
            return invalid("is missing: a JSON object is expected");
        }
        return content(event).flatMap(JsonBody::members);
    }

    /// The members of the object that these bytes are.
    private static Result<Map<String, @Nullable Object>> members(byte[] bytes) {
        try {
            return Json.readObject(bytes).map(Result::ok).orElseGet(() -> invalid("must be a JSON object"));
        } catch (MalformedJsonException e) {
            return invalid(String.valueOf(e.getMessage()));
        }
    }

    /// The bytes of the body, whatever they are; none without one.
    static Result<byte[]> content(APIGatewayV2HTTPEvent event) {
        try {
            var bytes = event.getBody() == null ? new byte[0] : bytes(event);
            return bytes.length <= Limits.BODY_BYTES_MAX
                    ? Result.ok(bytes)
                    : Result.err(
                            ErrorCode.PAYLOAD_TOO_LARGE,
                            "The body has more than %d bytes".formatted(Limits.BODY_BYTES_MAX));
        } catch (IllegalArgumentException e) {
            return invalid("is not valid base64");
        }
    }

    /// The text of the body; empty without one. Where an operation reads no body, it may be invalid
    /// base64, and is its own text.
    static String text(APIGatewayV2HTTPEvent event) {
        if (event.getBody() == null) {
            return "";
        }
        try {
            return new String(bytes(event), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return event.getBody();
        }
    }

    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /// API Gateway encodes bodies of most content types, a merge patch's among them.
    private static byte[] bytes(APIGatewayV2HTTPEvent event) {
        return event.getIsBase64Encoded()
                ? Base64.getDecoder().decode(event.getBody())
                : event.getBody().getBytes(StandardCharsets.UTF_8);
    }

    private static <T> Result<T> invalid(String message) {
        return Result.err(ErrorCode.VALIDATION_FAILED, "The body " + message, List.of(new FieldError("body", message)));
    }
}
