package dev.kontor.functions.testing;

import dev.kontor.template.CloudFormationYaml;
import dev.kontor.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The files of this repository that tests read: `template.yaml` and its neighbours.
public final class Project {
    /// The repository's directory: Maven runs a module's tests in the module's directory.
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /// The functions and the routes that are deployed.
    public static final Template TEMPLATE = template();

    private static final Map<String, Object> RESOURCES =
            map(yaml("template.yaml").get("Resources"));

    private Project() {}

    /// A file of this repository as maps, lists, texts, numbers and booleans.
    public static Map<String, Object> yaml(String name) {
        try {
            return CloudFormationYaml.read(ROOT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All resources of the template, by their logical ids.
    public static Map<String, Object> resources() {
        return RESOURCES;
    }

    /// The value of the deploy gate's property `Migrations`.
    public static String migrations() {
        return String.valueOf(
                map(map(resources().get("Schema")).get("Properties")).get("Migrations"));
    }

    private static Template template() {
        try {
            return Template.read(ROOT.resolve("template.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // The keys of a template are texts.
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
