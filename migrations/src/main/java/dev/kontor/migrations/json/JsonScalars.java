package dev.kontor.migrations.json;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The scalar values of a JSON document by their JSON Pointers, such as
/// `/ResourceProperties/Migrations`.
public record JsonScalars(Map<String, String> values) {

    /// @throws tools.jackson.core.JacksonException the document is no JSON
    public static JsonScalars read(InputStream document) {
        var values = new HashMap<String, String>();
        try (var json = new JsonFactory().createParser(ObjectReadContext.empty(), document)) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue()) {
                    values.put(json.streamReadContext().pathAsPointer().toString(), json.getString());
                }
            }
        }
        return new JsonScalars(values);
    }

    @Nullable
    public String get(String pointer) {
        return values.get(pointer);
    }

    /// Empty where there is no value.
    public String text(String pointer) {
        return values.getOrDefault(pointer, "");
    }
}
