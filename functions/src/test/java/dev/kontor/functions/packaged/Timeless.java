package dev.kontor.functions.packaged;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Responses without what differs each time: present times, new ids, signatures, the order of a link's
/// parameters, and the newest migration.
final class Timeless {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final Duration RECENT = Duration.ofHours(1);
    private static final Pattern TIME = Pattern.compile("\"(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)\"");

    /// Those of the seed end in a small number.
    private static final Pattern NEW_ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-(?!00000000)[0-9a-f]{12}");

    private static final Pattern NEW_TOKEN = Pattern.compile("(?<=\"token\":\"|/v1/public/)[\\w-]{43}");
    private static final Pattern MIGRATION = Pattern.compile("(?<=\"schemaVersion\":\")\\d+");
    private static final Pattern PARAMETERS = Pattern.compile("(?<=\\?)[^\"?]+(?=\")");
    private static final Pattern SIGNED_AT = Pattern.compile("(?<=X-Amz-Date=)\\w+");
    private static final Pattern SIGNED_ON = Pattern.compile("(?<=%2F)\\d{8}(?=%2F)");
    private static final Pattern SIGNATURE = Pattern.compile("(?<=X-Amz-Signature=)\\w+");

    private Timeless() {}

    static String of(String json) {
        var ids = new LinkedHashMap<String, String>();
        var text = TIME.matcher(json).replaceAll(Timeless::time);
        text = NEW_ID.matcher(text).replaceAll(id -> ids.computeIfAbsent(id.group(), _ -> id(ids.size() + 1)));
        text = NEW_TOKEN.matcher(text).replaceAll("Zm9yLXRoZS1leGFtcGxlcy1vZi1rb250b3Itb25seS0");
        text = MIGRATION.matcher(text).replaceAll("001");
        text = PARAMETERS.matcher(text).replaceAll(Timeless::sorted);
        text = SIGNED_AT.matcher(text).replaceAll("20260101T000000Z");
        text = SIGNED_ON.matcher(text).replaceAll("20260101");
        return SIGNATURE.matcher(text).replaceAll("0123456789abcdef".repeat(4));
    }

    private static String id(int number) {
        return "1dea1000-0000-4000-8000-%012d".formatted(number);
    }

    private static String sorted(MatchResult parameters) {
        return Stream.of(parameters.group().split("&", -1)).sorted().collect(Collectors.joining("&"));
    }

    /// As far from the example's present, to the minute, as it is from now.
    private static String time(MatchResult found) {
        var time = Instant.parse(found.group(1));
        var distance = Duration.between(Instant.now(), time);
        if (distance.abs().compareTo(RECENT) > 0) {
            return found.group();
        }
        var minutes = Math.round(distance.toSeconds() / 60.0);
        return '"' + NOW.plus(Duration.ofMinutes(minutes)).toString() + '"';
    }
}
