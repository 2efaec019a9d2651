package dev.kontor.functions.packaged;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a function behind a route gives to the API (payload format 2.0).
record FunctionResponse(Map<String, Object> json) {

    /// 0 when it gave none.
    int status() {
        return json.get("statusCode") instanceof Integer status ? status : 0;
    }

    String body() {
        return String.valueOf(json.get("body"));
    }

    /// A field of the body, by its path.
    @Nullable
    Object at(String path) {
        return PlainJson.at(PlainJson.read(body()), path);
    }

    @SuppressWarnings("unchecked") // both names and values are texts
    Map<String, String> headers() {
        return json.get("headers") instanceof Map<?, ?> headers ? (Map<String, String>) headers : Map.of();
    }

    @Nullable
    String header(String name) {
        return (String) PlainJson.at(json, "headers." + name);
    }
}
