package dev.kontor.functions.http;

import dev.kontor.shared.Change;
import dev.kontor.shared.FieldError;
import dev.kontor.shared.Limits;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Named raw values, a body's members or the parameters of a query, read by rule. What is wrong is
/// noted, and a placeholder given, so that one answer can name every wrong field. Not thread-safe.
public final class Fields {

    private final Map<String, ? extends @Nullable Object> values;
    private final List<FieldError> errors;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(Map<String, ? extends @Nullable Object> values, List<FieldError> errors) {
        this.values = values;
        this.errors = errors;
    }

    public <T> T required(String field, Rule<T> rule) {
        var value = optional(field, rule);
        if (value == null) {
            refuse(field, "is missing");
            return rule.placeholder();
        }
        return value;
    }

    /// Null where the field is left out or null.
    public <T> @Nullable T optional(String field, Rule<T> rule) {
        known.add(field);
        var raw = values.get(field);
        return raw == null ? null : checked(field, raw, rule);
    }

    public <T> T optional(String field, Rule<T> rule, T ifMissing) {
        var value = optional(field, rule);
        return value == null ? ifMissing : value;
    }

    /// A merge patch's member that may not be null.
    public <T> Change<T> change(String field, Rule<T> rule) {
        known.add(field);
        return values.containsKey(field) ? Change.to(required(field, rule)) : Change.none();
    }

    /// A merge patch's member that null removes.
    public <T> Change<@Nullable T> changeOrRemove(String field, Rule<T> rule) {
        known.add(field);
        return values.containsKey(field) ? Change.<@Nullable T>to(optional(field, rule)) : Change.<@Nullable T>none();
    }

    /// Notes two fields that do not go without one of them, nor together.
    public void exactlyOne(String one, String other) {
        if ((values.get(one) == null) == (values.get(other) == null)) {
            refuse(one, "or %s is needed, and not both".formatted(other));
            refuse(other, "or %s is needed, and not both".formatted(one));
        }
    }

    /// All members, whatever their names, each of them JSON that can be stored.
    Map<String, ? extends @Nullable Object> allJson() {
        for (var field : values.keySet()) {
            known.add(field);
            var name = shown(field);
            checked(name, field, Rule.JSON);
            var value = values.get(field);
            if (value != null) {
                checked(name, value, Rule.JSON);
            }
        }
        return errors.isEmpty() ? values : Map.of();
    }

    /// Notes what is wrong with a field beyond its own rule.
    void refuse(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    boolean has(String field) {
        return values.containsKey(field);
    }

    /// Notes every field that nobody asked for.
    void refuseUnknown() {
        for (var field : values.keySet()) {
            if (!known.contains(field)) {
                refuse(
                        shown(field),
                        known.isEmpty()
                                ? "is not known here"
                                : "is not known here; known are " + String.join(", ", known));
            }
        }
    }

    /// A name as an answer can show it: short, and without unpaired surrogates.
    private static String shown(String field) {
        var start = field.substring(0, Math.min(field.length(), Limits.NAME_CHARACTERS_SHOWN_MAX));
        return new String(start.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private <T> T checked(String field, Object raw, Rule<T> rule) {
        try {
            return rule.check().check(raw);
        } catch (Rule.Broken e) {
            refuse(field, String.valueOf(e.getMessage()));
            return rule.placeholder();
        }
    }
}
