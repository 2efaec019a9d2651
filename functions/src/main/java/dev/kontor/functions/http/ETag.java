package dev.kontor.functions.http;

import dev.kontor.shared.IfMatch;
import dev.kontor.shared.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/// Entity tags (RFC 9110, section 8.8.3): a resource's `updatedAt`, which the database changes on
/// every update. It stands for the resource's own state, not for what it shows of others (the name
/// of a tag on a file, the path to a folder).
final class ETag {

    private static final int RADIX = 36;
    private static final int BODY_TAG_DIGITS = 32;
    private static final String TAG = "(?:W/)?\"[!#-~\\x80-\\xff]*+\"";

    /// Possessive: a header as long as a server takes must not exhaust the stack.
    private static final Pattern LIST = Pattern.compile(TAG + "(?:[ \t]*+,[ \t]*+" + TAG + ")*+");

    /// Eleven digits reach beyond the year 6000, and cannot overflow.
    private static final Pattern OURS = Pattern.compile("(?<![/\\w])\"([0-9a-z]{1,11})\"");

    private ETag() {}

    static String of(Instant updatedAt) {
        return '"' + Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt), RADIX) + '"';
    }

    /// Of what an answer says: longer than those that `If-Match` reads as times.
    static String of(String body) {
        return '"' + Sha256.hex(body).substring(0, BODY_TAG_DIGITS) + '"';
    }

    /// What an `If-Match` header demands; empty when it is malformed. Weak tags and those of others
    /// match nothing.
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
