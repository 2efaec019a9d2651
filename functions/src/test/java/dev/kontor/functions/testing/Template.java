package dev.kontor.functions.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// The functions that `template.yaml` deploys.
public record Template(List<Function> functions) {

    /// The repository: Maven runs a module's tests in the module's directory.
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /// @param name the logical id
    /// @param dependsOn what CloudFormation changes first; null for nothing
    /// @param variables names of the environment variables it gets
    /// @param route null where it is not called through the API
    public record Function(
            String name,
            String handler,
            @Nullable String dependsOn,
            Path archive,
            int timeoutSeconds,
            Set<String> variables,
            @Nullable Route route) {

        /// Whether it is called without a token.
        public boolean isPublic() {
            return route != null && "NONE".equals(route.authorizer());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// @param method in capitals
    /// @param authorizer null for the API's default one
    public record Route(
            String method, String path, @Nullable String authorizer) {

        /// The parameters of a path that this route has; empty where it has another.
        Optional<Map<String, String>> match(String aMethod, String aPath) {
            var wanted = path.split("/", -1);
            var given = aPath.split("/", -1);
            if (!method.equals(aMethod) || wanted.length != given.length) {
                return Optional.empty();
            }
            var parameters = new TreeMap<String, String>();
            for (var i = 0; i < wanted.length; i++) {
                if (wanted[i].startsWith("{")) {
                    parameters.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
                } else if (!wanted[i].equals(given[i])) {
                    return Optional.empty();
                }
            }
            return Optional.of(parameters);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public static Template read() {
        var root = yaml(ROOT.resolve("template.yaml"));
        var common = at(root, "Globals", "Function");
        var functions = at(root, "Resources").entrySet().stream()
                .filter(e ->
                        "AWS::Serverless::Function".equals(map(e.getValue()).get("Type")))
                .map(e -> function(e.getKey(), map(e.getValue()), common))
                .toList();
        return new Template(functions);
    }

    /// All that it makes, by the logical ids.
    public static Map<String, Object> resources() {
        return at(yaml(ROOT.resolve("template.yaml")), "Resources");
    }

    /// What the deploy gate's property says of the migrations.
    public static String migrations() {
        var root = yaml(ROOT.resolve("template.yaml"));
        return String.valueOf(at(root, "Resources", "Schema", "Properties").get("Migrations"));
    }

    /// Those that the API calls.
    public List<Function> routed() {
        return functions.stream().filter(function -> function.route() != null).toList();
    }

    public Function function(String name) {
        return functions.stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("template.yaml has no function " + name));
    }

    public static Map<String, Object> yaml(Path file) {
        try {
            return map(new Yaml(new Intrinsics()).load(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Function function(String name, Map<String, Object> resource, Map<String, Object> common) {
        var own = at(resource, "Properties");
        var all = new TreeMap<>(common);
        if (resource.get("IgnoreGlobals") instanceof List<?> ignored) {
            all.keySet().removeAll(ignored);
        }
        var variables = new TreeSet<>(at(all, "Environment", "Variables").keySet());
        variables.addAll(at(own, "Environment", "Variables").keySet());
        all.putAll(own);
        return new Function(
                name,
                String.valueOf(all.get("Handler")),
                (String) resource.get("DependsOn"),
                ROOT.resolve(String.valueOf(all.get("CodeUri"))),
                Integer.parseInt(String.valueOf(all.get("Timeout"))),
                variables,
                route(at(own, "Events", "Route", "Properties")));
    }

    private static @Nullable Route route(Map<String, Object> event) {
        return event.isEmpty()
                ? null
                : new Route(String.valueOf(event.get("Method")), String.valueOf(event.get("Path")), (String)
                        at(event, "Auth").get("Authorizer"));
    }

    private static Map<String, Object> at(Map<String, Object> from, String... path) {
        var here = from;
        for (var key : path) {
            here = map(here.getOrDefault(key, Map.of()));
        }
        return here;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /// `!Ref A` becomes `{Ref: A}`, `!Sub a` becomes `{Fn::Sub: a}`, and so on: nothing is
    /// resolved.
    private static final class Intrinsics extends SafeConstructor {
        Intrinsics() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    var name = node.getTag().getValue().substring(1);
                    var isLong = name.equals("Ref") || name.equals("Condition");
                    return Map.of(isLong ? name : "Fn::" + name, argument(node));
                }
            });
            yamlConstructors.put(Tag.TIMESTAMP, new ConstructYamlStr());
        }

        private Object argument(Node node) {
            return switch (node) {
                case ScalarNode scalar -> scalar.getValue();
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new AssertionError("unknown YAML " + node);
            };
        }
    }
}
