package dev.kontor.local.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A value somewhere in a template, or the absence of one: asking for more of it never fails.
record Node(@Nullable Object value) {
    Node get(String key) {
        return new Node(value instanceof Map<?, ?> map ? map.get(key) : null);
    }

    Node or(Node other) {
        return value == null ? other : this;
    }

    @Nullable
    String text() {
        return switch (value) {
            case String text -> text;
            case Number number -> number.toString();
            case List<?> list when !list.isEmpty() -> Objects.toString(list.getFirst());
            case null, default -> null;
        };
    }

    List<String> texts() {
        return entries().stream().map(entry -> Objects.toString(entry.value())).toList();
    }

    /// Those of a list.
    List<Node> entries() {
        return value instanceof List<?> list
                ? list.stream().map(entry -> new Node(entry)).toList()
                : List.of();
    }

    /// The properties of all entries of this map that have this type, by their names.
    Map<String, Node> ofType(String type) {
        var found = new LinkedHashMap<String, Node>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, entry) -> {
                var node = new Node(entry);
                if (type.equals(node.get("Type").text())) {
                    found.put(Objects.toString(name), node.get("Properties"));
                }
            });
        }
        return found;
    }
}
