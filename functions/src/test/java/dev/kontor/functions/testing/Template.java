package dev.kontor.functions.testing;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// What `template.yaml` says of functions and routes.
///
/// @param handlers class names by logical id
public record Template(Map<String, String> handlers, List<Route> routes) {

    public static final Template OF_THE_PROJECT = read(Path.of("..", "template.yaml"));

    /// @param handler the name of the class behind it
    /// @param path with parameters in braces
    /// @param isOpen without an authorizer
    public record Route(String handler, String method, String path, boolean isOpen) {

        public String key() {
            return method + " " + path;
        }

        /// The path's parameters when this is its route.
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
    }

    private static Template read(Path file) {
        try (var text = Files.newBufferedReader(file)) {
            var handlers = new TreeMap<String, String>();
            var routes = new ArrayList<Route>();
            var root = new Yaml(new LoaderOptions()).compose(text);
            members(at(root, "Resources"))
                    .forEach(
                            (id, resource) -> {
                                if (text(at(resource, "Type"))
                                        .equals("AWS::Serverless::Function")) {
                                    var properties = at(resource, "Properties");
                                    var handler = text(at(properties, "Handler"));
                                    handlers.put(id, handler);
                                    addRoutes(routes, handler, properties);
                                }
                            });
            return new Template(handlers, routes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addRoutes(List<Route> routes, String handler, Node properties) {
        var events = members(properties).get("Events");
        if (events == null) {
            return;
        }
        for (var event : members(events).values()) {
            if (text(at(event, "Type")).equals("HttpApi")) {
                var route = at(event, "Properties");
                routes.add(
                        new Route(
                                handler,
                                text(at(route, "Method")),
                                text(at(route, "Path")),
                                members(route).containsKey("Auth")));
            }
        }
    }

    private static Node at(Node node, String name) {
        return Objects.requireNonNull(members(node).get(name), name);
    }

    private static Map<String, Node> members(Node node) {
        var members = new LinkedHashMap<String, Node>();
        ((MappingNode) node)
                .getValue()
                .forEach(member -> members.put(text(member.getKeyNode()), member.getValueNode()));
        return members;
    }

    private static String text(Node node) {
        return ((ScalarNode) node).getValue();
    }
}
