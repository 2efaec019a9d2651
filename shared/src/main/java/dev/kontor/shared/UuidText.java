package dev.kontor.shared;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// A UUID in its one usual form, which [UUID#fromString] alone does not demand.
public final class UuidText {

    private static final Pattern USUAL = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private UuidText() {}

    /// The id; empty for anything else than the text of one.
    public static Optional<UUID> parse(Object raw) {
        return raw instanceof String text && USUAL.matcher(text).matches()
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
