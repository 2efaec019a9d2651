package dev.kontor.functions.http;

import java.util.function.Function;
import java.util.function.Predicate;

/// What one field may be, and the value that it then has. Values of a JSON body come as
/// [dev.kontor.functions.json.Json#readObject] gives them, those of a header, path or query as text.
/// [Rules] lists the rules of this API. Immutable and thread-safe.
///
/// @param placeholder stands in for a field that breaks the rule, until the request is refused
public record Rule<T>(T placeholder, Conversion<T> conversion) {

    /// Turns a raw value, never null, into a field's value.
    @FunctionalInterface
    public interface Conversion<T> {
        T convert(Object raw) throws Broken;
    }

    /// A field that breaks its rule; the message completes "name …".
    public static final class Broken extends Exception {
        Broken(String message) {
            super(message, null, false, false);
        }
    }

    public boolean accepts(Object raw) {
        try {
            conversion.convert(raw);
            return true;
        } catch (Broken e) {
            return false;
        }
    }

    /// A rule for the same fields that gives another value.
    ///
    /// @param placeholder of the new rule
    <U> Rule<U> map(U placeholder, Function<T, U> function) {
        return new Rule<>(placeholder, raw -> function.apply(conversion.convert(raw)));
    }

    /// A stricter rule.
    ///
    /// @param otherwise the message for a value that does not meet the condition
    Rule<T> and(Predicate<T> condition, String otherwise) {
        return new Rule<>(placeholder, raw -> {
            var value = conversion.convert(raw);
            if (!condition.test(value)) {
                throw new Broken(otherwise);
            }
            return value;
        });
    }
}
