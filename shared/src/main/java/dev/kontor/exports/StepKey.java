package dev.kontor.exports;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The key of an empty object, `export-steps/EXPORT`. S3's event of it wakes the function that writes the
/// export.
public record StepKey(UUID exportId) {

    private static final Pattern KEY = Pattern.compile("export-steps/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    /// Reads a key; empty if it does not have this form.
    public static Optional<StepKey> of(String key) {
        var id = KEY.matcher(key);
        return id.matches() ? Optional.of(new StepKey(UUID.fromString(id.group(1)))) : Optional.empty();
    }

    @Override
    public String toString() {
        return "export-steps/" + exportId;
    }
}
