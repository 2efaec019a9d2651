package dev.kontor.local.server;

import dev.kontor.migrations.json.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The environment of the running functions, in the form of `sam local invoke --env-vars`, so that
/// a function in a container reaches the same database.
final class SamEnvironment {

    private static final String FILE = "sam-env.json";

    private SamEnvironment() {}

    /// Replaces the file, because ports change with each start.
    static void write(Path directory, Map<String, String> environment) throws IOException {
        var text = ReportJson.object(json -> {
            json.writeObjectPropertyStart("Parameters");
            new TreeMap<>(environment).forEach(json::writeStringProperty);
            json.writeEndObject();
        });
        Files.writeString(directory.resolve(FILE), text + "\n");
    }
}
