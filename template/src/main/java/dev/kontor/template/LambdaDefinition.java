package dev.kontor.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function as the template describes it, with the settings of `Globals` where it has none of
/// its own.
///
/// @param name its logical id
/// @param handler the name of its handler class
/// @param code its archive or directory; the template's own directory by default, as for SAM
/// @param timeout 3 seconds by default, as for Lambda
/// @param dependsOn the logical id of what CloudFormation changes first; null for nothing
/// @param variables the names of its environment variables
public record LambdaDefinition(
        String name,
        String handler,
        Path code,
        Duration timeout,
        @Nullable String dependsOn,
        Set<String> variables) {
    /// The name, by which tests show a function.
    @Override
    public String toString() {
        return name;
    }
}
