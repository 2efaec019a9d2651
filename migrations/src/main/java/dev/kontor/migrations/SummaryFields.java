package dev.kontor.migrations;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The plain values of a JSON document, by their paths: `/ResourceProperties/Migrations`.
record SummaryFields(Map<String, String> values) {

    /// @throws tools.jackson.core.JacksonException it is no JSON
    static SummaryFields read(InputStream document) {
        var values = new HashMap<String, String>();
        try (var json = new JsonFactory().createParser(ObjectReadContext.empty(), document)) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue()) {
                    values.put(json.streamReadContext().pathAsPointer().toString(), json.getString());
                }
            }
        }
        return new SummaryFields(values);
    }

    @Nullable
    String get(String path) {
        return values.get(path);
    }

    /// Empty where there is none.
    String text(String path) {
        return values.getOrDefault(path, "");
    }
}
