package dev.kontor.migrations.artefact;

import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/// What tells one set of migrations from another, written as in `008-5f0c3b9d2a471e66`. Applied
/// migrations never change, so a later set is known by its newest version; the digest shows what
/// was built from something else.
///
/// @param newest version
/// @param digest the beginning of a SHA-256 over the manifest
public record Fingerprint(MigrationVersion newest, String digest) {

    private static final int DIGITS = 16;
    private static final Pattern TEXT =
            Pattern.compile("(?<newest>\\d+(\\.\\d+)*)-(?<digest>[0-9a-f]{" + DIGITS + "})");

    static Fingerprint of(MigrationVersion newest, Manifest manifest) {
        return new Fingerprint(newest, manifest.sha256().substring(0, DIGITS));
    }

    /// Empty where the text is none.
    public static Optional<Fingerprint> parse(@Nullable String text) {
        var matcher = TEXT.matcher(text == null ? "" : text);
        return matcher.matches()
                ? Optional.of(
                        new Fingerprint(MigrationVersion.fromVersion(matcher.group("newest")), matcher.group("digest")))
                : Optional.empty();
    }

    public boolean isNewerThan(Fingerprint other) {
        return newest.compareTo(other.newest) > 0;
    }

    @Override
    public String toString() {
        return newest.getVersion() + "-" + digest;
    }
}
