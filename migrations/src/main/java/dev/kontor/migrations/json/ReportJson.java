package dev.kontor.migrations.json;

import java.io.StringWriter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes reports and answers as JSON. Safe for several threads.
public final class ReportJson {

    private ReportJson() {}

    /// One object in one line.
    ///
    /// @param members writes the members of the object
    public static String object(Consumer<JsonGenerator> members) {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    /// Writes a member that is a list of strings.
    public static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    /// Writes a member that is a list of objects.
    ///
    /// @param members writes the members of one object
    public static <T> void objects(
            JsonGenerator json, String name, List<T> values, BiConsumer<JsonGenerator, T> members) {
        json.writeArrayPropertyStart(name);
        for (var value : values) {
            json.writeStartObject();
            members.accept(json, value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
