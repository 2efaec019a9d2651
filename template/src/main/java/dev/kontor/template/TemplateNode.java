package dev.kontor.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A value somewhere in a template, or the absence of one. Going further from an absent value
/// gives another absent value, so a reader needs no checks on its way.
record TemplateNode(@Nullable Object value) {
    TemplateNode get(String key) {
        return new TemplateNode(value instanceof Map<?, ?> map ? map.get(key) : null);
    }

    TemplateNode or(TemplateNode other) {
        return value == null ? other : this;
    }

    /// What an `Fn::If` says where its condition holds; any other value is itself.
    TemplateNode then() {
        return branch(1);
    }

    /// What an `Fn::If` says where its condition does not hold; any other value is itself.
    TemplateNode otherwise() {
        return branch(2);
    }

    private TemplateNode branch(int index) {
        var condition = get("Fn::If").entries();
        return condition.isEmpty() ? this : condition.get(index);
    }

    /// A text, a number or the first entry of a list; null for anything else.
    @Nullable
    String text() {
        return switch (value) {
            case String text -> text;
            case Number number -> number.toString();
            case List<?> list when !list.isEmpty() -> Objects.toString(list.getFirst());
            case null, default -> null;
        };
    }

    /// The entries of a list, as texts.
    List<String> texts() {
        return entries().stream().map(entry -> Objects.toString(entry.value())).toList();
    }

    /// The entries of a list; empty for anything else.
    List<TemplateNode> entries() {
        return value instanceof List<?> list
                ? list.stream().map(entry -> new TemplateNode(entry)).toList()
                : List.of();
    }

    /// The keys of a map; empty for anything else.
    Set<?> keys() {
        return value instanceof Map<?, ?> map ? map.keySet() : Set.of();
    }

    /// The entries of a map that have this `Type`, by their names.
    Map<String, TemplateNode> ofType(String type) {
        var found = new LinkedHashMap<String, TemplateNode>();
        for (var key : keys()) {
            var name = Objects.toString(key);
            if (type.equals(get(name).get("Type").text())) {
                found.put(name, get(name));
            }
        }
        return found;
    }
}
