package dev.kontor.migrations.artefact;

import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/// Tells one set of migrations from another; for example `008-5f0c3b9d2a471e66`. Applied migrations
/// never change, so the newest version tells which set is later. The digest tells whether two sets
/// of the same version differ.
///
/// @param newest version of the set
/// @param digest the first 16 hex digits of a SHA-256 over the manifest
public record Fingerprint(MigrationVersion newest, String digest) {

    private static final int DIGITS = 16;
    private static final Pattern TEXT =
            Pattern.compile("(?<newest>\\d+(\\.\\d+)*)-(?<digest>[0-9a-f]{" + DIGITS + "})");

    static Fingerprint of(MigrationVersion newest, Manifest manifest) {
        return new Fingerprint(newest, manifest.sha256().substring(0, DIGITS));
    }

    /// Empty where the text is no fingerprint.
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
