package dev.kontor.local;

import dev.kontor.migrations.json.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What a running server's functions are configured by, as `sam local invoke --env-vars` takes it:
/// so the same functions reach the same database from a container.
final class SamEnvironment {

    private static final String FILE = "sam-env.json";

    private SamEnvironment() {}

    /// Writes the file anew, since ports are others with each start.
    static void write(Path directory, Map<String, String> environment) throws IOException {
        var text = ReportJson.object(json -> {
            json.writeObjectPropertyStart("Parameters");
            new TreeMap<>(environment).forEach(json::writeStringProperty);
            json.writeEndObject();
        });
        Files.writeString(directory.resolve(FILE), text + "\n");
    }
}
