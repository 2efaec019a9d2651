package dev.kontor.migrations.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The environment variables of a process. A blank variable counts as missing. No message shows a
/// value, since it may be a password. Safe for several threads.
public record Environment(Map<String, String> variables) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /// Null where the variable is missing.
    @Nullable
    String optional(String name) {
        var value = variables.getOrDefault(name, "");
        return value.isBlank() ? null : value;
    }

    /// @throws IllegalStateException in one line that names the missing variable
    String required(String name) {
        var value = optional(name);
        if (value == null) {
            throw new IllegalStateException(name + " is missing from the environment");
        }
        return value;
    }

    /// @param expected what the variable may hold, for the message
    /// @throws IllegalStateException in one line that names the malformed variable
    long wholeNumber(String name, long ifMissing, String expected) {
        var value = optional(name);
        try {
            return value == null ? ifMissing : Long.parseLong(value);
        } catch (NumberFormatException e) {
            // Not kept as the cause, which quotes the value.
            throw malformed(name, expected);
        }
    }

    /// An exception whose message names the variable and what it may hold.
    static IllegalStateException malformed(String name, String expected) {
        return new IllegalStateException(name + " is malformed: expected " + expected);
    }

    /// An exception for a value of `DATABASE_URL` that the driver does not understand.
    public static IllegalStateException malformedUrl() {
        return malformed("DATABASE_URL", "jdbc:postgresql://HOST:PORT/NAME");
    }
}
