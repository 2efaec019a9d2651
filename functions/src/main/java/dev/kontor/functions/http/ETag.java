package dev.kontor.functions.http;

import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/// Entity tags (RFC 9110, section 8.8.3). A tag is made of a resource's `updatedAt`, which the
/// database changes on every update. It stands for the resource's own state, not for what the
/// resource shows of others (the name of a tag on a file, the path to a folder).
final class ETag {

    private static final int RADIX = 36;
    private static final int BODY_TAG_DIGITS = 32;
    private static final String TAG = "(?:W/)?\"[!#-~\\x80-\\xff]*+\"";

    /// Possessive, so that even the longest header does not exhaust the stack.
    private static final Pattern LIST = Pattern.compile(TAG + "(?:[ \t]*+,[ \t]*+" + TAG + ")*+");

    /// A tag of ours. Eleven digits reach beyond the year 6000, and cannot overflow.
    private static final Pattern OURS = Pattern.compile("(?<![/\\w])\"([0-9a-z]{1,11})\"");

    private ETag() {}

    static String of(Instant updatedAt) {
        return '"' + Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt), RADIX) + '"';
    }

    /// A tag made of a body. It is longer than the tags that `If-Match` reads as times.
    static String of(String body) {
        return '"' + Sha256.hex(body).substring(0, BODY_TAG_DIGITS) + '"';
    }

    /// Reads an `If-Match` header; empty when it is malformed. Weak tags, and tags that were not made
    /// here, match nothing.
    static Optional<IfMatch> ifMatch(String header) {
        var value = header.strip();
        if (value.equals("*")) {
            return Optional.of(IfMatch.ANY);
        }
        if (!LIST.matcher(value).matches()) {
            return Optional.empty();
        }
        var times = new ArrayList<Instant>();
        var tags = OURS.matcher(value);
        while (tags.find()) {
            var micros = Long.parseLong(tags.group(1), RADIX);
            times.add(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        }
        return Optional.of(new IfMatch(times));
    }
}
