package dev.kontor.migrations;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.List;

/// What one run did.
///
/// @param status `migrated`, `current` (there was nothing to do) or `failed`
/// @param before the schema's version when the run got the lock; null for an empty database, or
///   when it never got there
/// @param after the version it left, as far as it could still ask
/// @param applied the migrations that this run committed, oldest first, also those before a failure
/// @param milliseconds of the whole run, the wait for the lock included
/// @param error what an operator needs to act; null unless failed
public record MigrationReport(
        String status,
        @Nullable String before,
        @Nullable String after,
        List<Applied> applied,
        long milliseconds,
        @Nullable String error) {

    public static final String MIGRATED = "migrated";
    public static final String CURRENT = "current";
    public static final String FAILED = "failed";

    /// Part of the error when a migration that was applied is no longer what it was.
    public static final String CHECKSUM_MISMATCH = "checksum mismatch";

    public MigrationReport {
        applied = List.copyOf(applied);
    }

    public boolean failed() {
        return status.equals(FAILED);
    }

    /// All fields, null where there is no value.
    public String toJson() {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("status", status);
            json.writeStringProperty("before", before);
            json.writeStringProperty("after", after);
            json.writeArrayPropertyStart("applied");
            for (var migration : applied) {
                json.writeStartObject();
                json.writeStringProperty("version", migration.version());
                json.writeStringProperty("description", migration.description());
                json.writeNumberProperty("milliseconds", migration.milliseconds());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberProperty("milliseconds", milliseconds);
            json.writeStringProperty("error", error);
            json.writeEndObject();
        }
        return text.toString();
    }

    /// One committed migration.
    public record Applied(String version, String description, long milliseconds) {}
}
