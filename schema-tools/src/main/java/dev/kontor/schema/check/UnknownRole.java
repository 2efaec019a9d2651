package dev.kontor.schema.check;

import java.util.Optional;
import java.util.regex.Pattern;

/// Recognises a statement that names a role which a new server lacks, as a dump with owners and
/// grants does.
public final class UnknownRole {
    private static final Pattern MESSAGE = Pattern.compile("role \"(.+?)\" does not exist");

    private UnknownRole() {}

    /// The role, if that is what the server's message says.
    static Optional<String> in(String message) {
        var role = MESSAGE.matcher(message);
        return role.find() ? Optional.of(role.group(1)) : Optional.empty();
    }

    /// The message, with what to do where a role is unknown.
    public static String explain(String message) {
        return in(message).isEmpty()
                ? message
                : message
                        + ": a server to try things on has none of your roles; dump with pg_dump --no-owner"
                        + " --no-privileges, or make the role before it is named (docs/own-schema.md)";
    }

    static String remedy(String role) {
        return """
            -- a dump without owners and grants: pg_dump --schema-only --no-owner --no-privileges
            -- or the role, at the beginning of the migration:
            do $$ begin create role "%s"; exception when duplicate_object then null; end $$;
            """.formatted(role.replace("\"", "\"\""));
    }
}
