package dev.kontor.functions.http;

import dev.kontor.shared.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a request ended.
///
/// @param code null where it succeeded
record Outcome(Response response, @Nullable ErrorCode code) {

    /// This outcome, with more headers in its response.
    Outcome with(Map<String, String> headers) {
        var all = response;
        for (var header : headers.entrySet()) {
            all = all.with(header.getKey(), header.getValue());
        }
        return new Outcome(all, code);
    }
}
