package dev.kontor.functions.http;

import dev.kontor.functions.json.Json;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.FieldError;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Errors as `application/problem+json` (RFC 9457; docs/api.md).
final class Problem {

    private static final String JSON = "application/problem+json";

    private static final String RETRY_AFTER = "Retry-After";

    private Problem() {}

    static Response of(Result.Err<?> error, String requestId) {
        var problem = of(error.code(), error.message(), error.fields(), requestId);
        var wait = error.retryAfter();
        return wait == null ? problem : problem.with(RETRY_AFTER, Long.toString(wait.toSeconds()));
    }

    static Response of(ErrorCode code, String detail, String requestId) {
        return of(code, detail, List.of(), requestId);
    }

    private static Response of(ErrorCode code, String detail, List<FieldError> fields, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:kontor:problem:" + word(code));
        body.put("title", code.title());
        body.put("status", code.status());
        body.put("detail", detail);
        body.put("code", code.name());
        body.put("requestId", requestId);
        Trace.current().ifPresent(trace -> body.put("traceId", trace.id()));
        if (!fields.isEmpty()) {
            body.put("errors", fields);
        }
        return new Response(code.status(), headers(code), Json.write(body)).with(Response.TYPE, JSON);
    }

    private static Map<String, String> headers(ErrorCode code) {
        return switch (code) {
            case AUTHENTICATION_REQUIRED -> Map.of("WWW-Authenticate", "Bearer");
            case INVALID_TOKEN, TOKEN_EXPIRED ->
                Map.of(
                        "WWW-Authenticate",
                        "Bearer error=\"invalid_token\", error_description=\"%s\"".formatted(code.title()));
            case SERVICE_UNAVAILABLE -> Map.of(RETRY_AFTER, Long.toString(Limits.RETRY_AFTER.toSeconds()));
            default -> Map.of();
        };
    }

    private static String word(ErrorCode code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
