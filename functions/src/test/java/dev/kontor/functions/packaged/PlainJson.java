package dev.kontor.functions.packaged;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.kontor.functions.testing.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as maps, by the serialiser that the runtime interface client brings along.
public final class PlainJson {

    @SuppressWarnings("rawtypes")
    private static final PojoSerializer<Map> MAPS = JacksonFactory.getInstance().getSerializer(Map.class);

    private PlainJson() {}

    @SuppressWarnings("unchecked")
    public static Map<String, Object> read(String json) {
        return MAPS.fromJson(json);
    }

    public static String write(Map<String, Object> value) {
        var json = new ByteArrayOutputStream();
        MAPS.toJson(value, json);
        return json.toString(StandardCharsets.UTF_8);
    }

    /// The event `events/NAME.json`.
    public static Map<String, Object> event(String name) {
        try {
            return read(Files.readString(Project.ROOT.resolve("events/" + name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(Map<String, Object> from, String name) {
        return (Map<String, Object>) from.getOrDefault(name, Map.of());
    }

    /// What stands at a path such as `items.0.name`; null where there is nothing.
    public static @Nullable Object at(@Nullable Object json, String path) {
        @Nullable Object here = json;
        for (var key : path.split("\\.", -1)) {
            here = switch (here) {
                case Map<?, ?> map -> map.get(key);
                case List<?> list when Integer.parseInt(key) < list.size() -> list.get(Integer.parseInt(key));
                case null, default -> null;
            };
        }
        return here;
    }
}
