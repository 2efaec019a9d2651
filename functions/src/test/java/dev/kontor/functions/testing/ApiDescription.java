package dev.kontor.functions.testing;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What `functions/openapi.yaml` says of the API.
public final class ApiDescription {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Map<String, Object> DOCUMENT = Project.yaml("functions/openapi.yaml");
    private static final Map<String, DescribedOperation> OPERATIONS =
            read().collect(toMap(DescribedOperation::id, operation -> operation));

    private ApiDescription() {}

    /// @param method in upper case
    /// @param path with its parameters in braces
    /// @param parameters those of the path too
    /// @param responses by status
    /// @param body the media types of the request's body; empty where it has none
    /// @param isPublic no token is needed
    public record DescribedOperation(
            String id,
            String method,
            String path,
            List<Map<String, Object>> parameters,
            Map<String, Map<String, Object>> responses,
            Map<String, Object> body,
            boolean isPublic) {

        /// The names of the parameters that are in the `path`, `query` or `header`.
        public Set<String> parametersIn(String place) {
            return parameters.stream()
                    .filter(parameter -> place.equals(parameter.get("in")))
                    .map(parameter -> String.valueOf(parameter.get("name")))
                    .collect(toCollection(TreeSet::new));
        }

        /// `POST /v1/files`, as the template has it.
        public String route() {
            return method + " " + path;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /// All operations by their ids.
    public static Map<String, DescribedOperation> operations() {
        return OPERATIONS;
    }

    /// The operation of this route, such as `POST /v1/files`.
    public static DescribedOperation ofRoute(String route) {
        return OPERATIONS.values().stream()
                .filter(operation -> operation.route().equals(route))
                .findFirst()
                .orElseThrow();
    }

    /// The components of a kind, such as `schemas`, by name.
    public static Map<String, Object> components(String kind) {
        return map(map(DOCUMENT.get("components")).get(kind));
    }

    /// A part of the description; what it refers to, where it is a reference. Empty for null.
    @SuppressWarnings("unchecked") // the keys of a description are texts
    public static Map<String, Object> map(@Nullable Object part) {
        var map = part == null ? Map.<String, Object>of() : (Map<String, Object>) part;
        return map.get("$ref") instanceof String reference ? map(target(reference)) : map;
    }

    /// A part of the description as it is written: a reference stays one.
    @SuppressWarnings("unchecked") // the keys of a description are texts
    static Map<String, Object> plain(@Nullable Object part) {
        return (Map<String, Object>) Objects.requireNonNull(part);
    }

    public static List<?> list(@Nullable Object part) {
        return part == null ? List.of() : (List<?>) part;
    }

    private static Object target(String reference) {
        Object target = DOCUMENT;
        for (var part : reference.substring("#/".length()).split("/", -1)) {
            target = Objects.requireNonNull(((Map<?, ?>) target).get(part), reference);
        }
        return target;
    }

    private static Stream<DescribedOperation> read() {
        return map(DOCUMENT.get("paths")).entrySet().stream().flatMap(path -> {
            var item = map(path.getValue());
            return item.keySet().stream()
                    .filter(METHODS::contains)
                    .map(method -> operation(path.getKey(), method, item));
        });
    }

    private static DescribedOperation operation(String path, String method, Map<String, Object> item) {
        var operation = map(item.get(method));
        var parameters = new ArrayList<Map<String, Object>>();
        list(item.get("parameters")).forEach(parameter -> parameters.add(map(parameter)));
        list(operation.get("parameters")).forEach(parameter -> parameters.add(map(parameter)));
        var responses = new LinkedHashMap<String, Map<String, Object>>();
        map(operation.get("responses")).forEach((status, response) -> responses.put(status, map(response)));
        return new DescribedOperation(
                String.valueOf(operation.get("operationId")),
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                responses,
                map(map(operation.get("requestBody")).get("content")),
                List.of().equals(operation.get("security")));
    }
}
