package dev.kontor.shared;

import java.util.Map;
import java.util.Optional;

/// Configuration from environment variables (`template.yaml` sets them). A missing or malformed
/// variable is an [IllegalStateException] that names it in one line and never shows its value,
/// which may be a password. Immutable.
public final class Environment {

    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /// The value of a variable. A blank value counts as missing.
    public String required(String name) {
        return optional(name).orElseThrow(() -> new IllegalStateException(name + " is missing from the environment"));
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    public int wholeNumber(String name, int ifMissing, int min, int max) {
        return wholeNumber(name, min, max).map(Long::intValue).orElse(ifMissing);
    }

    public Optional<Long> wholeNumber(String name, long min, long max) {
        var text = optional(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var number = Long.parseLong(text.get());
            if (number >= min && number <= max) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // falls through to the error below
        }
        throw malformed(name, "a whole number from " + min + " to " + max);
    }

    public static IllegalStateException malformed(String name, String expected) {
        return new IllegalStateException(name + " is malformed: expected " + expected);
    }
}
