package dev.kontor.functions.http;

import dev.kontor.functions.json.Json;
import dev.kontor.shared.Change;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.FieldError;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One part of a request as named raw values, read by rule: the headers, the path, the query or the
/// body. A wrong field is remembered and reads as a placeholder, so that one response can name every
/// wrong field. Not thread-safe.
public final class Fields {

    private static final String PASSWORD = "password";

    private final Map<String, ? extends @Nullable Object> values;
    private final boolean refusesUnknown;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<FieldError> errors = new ArrayList<>();
    private final Map<String, Fields> parts = new LinkedHashMap<>();
    private Result.@Nullable Err<?> refusal;
    private boolean isJudged;

    private Fields(Map<String, ? extends @Nullable Object> values, boolean refusesUnknown) {
        this.values = values;
        this.refusesUnknown = refusesUnknown;
    }

    /// A part that may hold more than is read of it.
    static Fields open(Map<String, ? extends @Nullable Object> values) {
        return new Fields(values, false);
    }

    /// A part of which every field must be read.
    static Fields closed(Map<String, ? extends @Nullable Object> values) {
        return new Fields(values, true);
    }

    /// A part that cannot be read at all: every field is missing, and the reason is its error.
    static Fields unreadable(Result.Err<?> reason) {
        var fields = open(Map.of());
        fields.refusal = reason;
        return fields;
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
        var raw = raw(field);
        return raw == null ? null : checked(field, raw, rule);
    }

    public <T> T optional(String field, Rule<T> rule, T ifMissing) {
        var value = optional(field, rule);
        return value == null ? ifMissing : value;
    }

    /// A merge patch's member that may not be null.
    public <T> Change<T> change(String field, Rule<T> rule) {
        return has(field) ? Change.to(required(field, rule)) : Change.none();
    }

    /// A merge patch's member that null removes.
    public <T> Change<@Nullable T> changeOrRemove(String field, Rule<T> rule) {
        return has(field) ? Change.<@Nullable T>to(optional(field, rule)) : Change.<@Nullable T>none();
    }

    /// A member that is an object itself, of which every field must be read.
    public Fields requiredObject(String field) {
        var errorsBefore = errors.size();
        var part = closed(required(field, JsonRules.MEMBERS));
        if (errors.size() == errorsBefore) {
            parts.put(field, part); // otherwise its own error says enough
        }
        return part;
    }

    /// A member that is a list of objects, of each of which every field must be read. An error in one
    /// is named such as `items[3].id`.
    ///
    /// @param max how many objects the list may hold; it holds one at least
    public List<Fields> requiredObjects(String field, int max) {
        var objects = new ArrayList<Fields>();
        var raw = required(field, ListRules.any(max));
        for (var i = 0; i < raw.size(); i++) {
            objects.add(object("%s[%d]".formatted(field, i), raw.get(i)));
        }
        return objects;
    }

    private Fields object(String name, @Nullable Object raw) {
        if (raw instanceof Map<?, ?>) {
            var part = closed(checked(name, raw, JsonRules.MEMBERS));
            parts.put(name, part);
            return part;
        }
        refuse(name, "must be a JSON object");
        return open(Map.of());
    }

    /// A merge patch's member that is an object itself. Left out, it has no members.
    public Fields patchObject(String field) {
        return has(field) ? requiredObject(field) : closed(Map.of());
    }

    /// The member `password`; null without one.
    public @Nullable String password() {
        return optional(PASSWORD, Rules.PASSWORD);
    }

    boolean hasPassword() {
        return values.containsKey(PASSWORD);
    }

    /// Refuses a request that has both fields, or neither.
    public void exactlyOne(String one, String other) {
        if ((raw(one) == null) == (raw(other) == null)) {
            refuse(one, "or %s is needed, and not both".formatted(other));
            refuse(other, "or %s is needed, and not both".formatted(one));
        }
    }

    /// All members, whatever their names, as one document of JSON that can be stored, written
    /// without white space.
    ///
    /// @param maxBytes of the document in UTF-8
    JsonText document(int maxBytes) {
        var text = Json.write(allJson());
        if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            refusal = new Result.Err<>(
                    ErrorCode.PAYLOAD_TOO_LARGE, "The document has more than %d bytes".formatted(maxBytes), List.of());
        }
        return new JsonText(text);
    }

    private Map<String, ? extends @Nullable Object> allJson() {
        for (var field : values.keySet()) {
            var name = shown(field);
            checked(name, field, JsonRules.ANY);
            var value = raw(field);
            if (value != null) {
                checked(name, value, JsonRules.ANY);
            }
        }
        return errors.isEmpty() ? values : Map.of();
    }

    /// Refuses a field for more than its own rule.
    public void refuse(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /// Whether nothing is wrong with a field that was read.
    public boolean isRight(String field) {
        return errors.stream().noneMatch(error -> error.field().equals(field));
    }

    boolean has(String field) {
        checkIsBeingRead();
        known.add(field);
        return values.containsKey(field);
    }

    /// Whether the operation has read the field, or looked for it.
    boolean isKnown(String field) {
        return known.contains(field);
    }

    /// Why this part as a whole is refused; null if it is not.
    Result.@Nullable Err<?> refusal() {
        return refusal;
    }

    /// What is wrong with the fields. Nothing can be read after that, since nobody would look at its
    /// errors.
    List<FieldError> errors() {
        isJudged = true;
        var all = new ArrayList<>(errors);
        parts.forEach((field, part) -> part.errors().stream()
                .map(error -> new FieldError(field + "." + error.field(), error.message()))
                .forEach(all::add));
        if (refusesUnknown) {
            for (var field : values.keySet()) {
                if (!known.contains(field)) {
                    all.add(new FieldError(shown(field), unknown()));
                }
            }
        }
        return all;
    }

    /// @throws IllegalStateException when this part has been judged: the operation reads in its
    ///   action what it must read before
    void checkIsBeingRead() {
        if (isJudged) {
            throw new IllegalStateException("a request is read before the action, not in it");
        }
    }

    private @Nullable Object raw(String field) {
        checkIsBeingRead();
        known.add(field);
        return values.get(field);
    }

    private String unknown() {
        return known.isEmpty() ? "is not known here" : "is not known here; known are " + String.join(", ", known);
    }

    /// A name as a response can show it: short, and without unpaired surrogates.
    private static String shown(String field) {
        var start = field.substring(0, Math.min(field.length(), Limits.NAME_CHARACTERS_SHOWN_MAX));
        return new String(start.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private <T> T checked(String field, Object raw, Rule<T> rule) {
        try {
            return rule.conversion().convert(raw);
        } catch (Rule.Broken e) {
            refuse(field, String.valueOf(e.getMessage()));
            return rule.placeholder();
        }
    }
}
