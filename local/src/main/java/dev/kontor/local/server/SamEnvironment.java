package dev.kontor.local.server;

import dev.kontor.local.containers.Bridge;
import dev.kontor.local.workspace.SecretFile;
import dev.kontor.migrations.json.ReportJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/// The environment of the running functions, in the form of `sam local invoke --env-vars`, so that
/// a function in a container reaches the same database and bucket. SAM CLI sets only variables that
/// the built template has, and tools/sam-local-template adds those that it lacks.
///
/// @param functions the variables of every function
/// @param migrate the variables of the migration function that differ
record SamEnvironment(Map<String, String> functions, Map<String, String> migrate) {
    private static final String FILE = "sam-env.json";

    /// The container gets the developer's own credentials of AWS. The key is replaced, and the token
    /// of a session must not go with another key.
    private static final Map<String, String> NO_SESSION = Map.of("AWS_SESSION_TOKEN", "");

    private static final Map<String, String> BY_PASSWORD = Map.of("MIGRATION_SIGN_IN", "password");

    SamEnvironment {
        functions = union(functions, NO_SESSION);
        migrate = union(migrate, BY_PASSWORD);
    }

    /// The environment with addresses that containers reach.
    ///
    /// @param environment the variables of the functions that run on this machine
    static SamEnvironment forContainers(Map<String, String> environment, Map<String, String> migrate) {
        var reachable = new HashMap<>(environment);
        reachable.replaceAll((_, value) -> value.replace("//127.0.0.1:", "//" + Bridge.HOST_NAME + ":"));
        return new SamEnvironment(reachable, migrate);
    }

    /// Replaces the file, because ports change with each start. It holds keys and passwords.
    void write(Path directory) throws IOException {
        var text = ReportJson.object(json -> {
            section(json, "Parameters", functions);
            section(json, "Migrate", migrate);
        });
        SecretFile.replace(directory.resolve(FILE), text + "\n");
    }

    private static void section(JsonGenerator json, String name, Map<String, String> variables) {
        json.writeObjectPropertyStart(name);
        new TreeMap<>(variables).forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static Map<String, String> union(Map<String, String> one, Map<String, String> other) {
        var union = new HashMap<>(one);
        union.putAll(other);
        return Map.copyOf(union);
    }
}
