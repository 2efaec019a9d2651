package dev.kontor.benchmarks.database;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// A file as [RowLoader] stores it: all of it follows from its owner and its number.
///
/// @param number unique in a database; higher numbers are newer
record StoredFile(String userId, int number) {

    static final int FOLDERS_PER_USER = 20;
    static final int TAGS_PER_USER = 5;

    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final int SECONDS_BETWEEN = 15;

    private static final List<String> WORDS = List.of(
            ("report budget holiday invoice contract meeting notes draft final backup photo scan letter project plan"
                + " summary Übersicht Müller Straße café garden kitchen house travel summer winter music video lecture"
                + " thesis chapter design sketch logo banner customer supplier tax insurance medical")
                    .split(" ", -1));

    /// The id of the n-th thing of its kind and user: random in the order of an index, as
    /// `gen_random_uuid()` is, and the same in each run.
    static UUID id(String kind, String userId, int number) {
        return UUID.nameUUIDFromBytes((kind + "/" + userId + "/" + number).getBytes(StandardCharsets.UTF_8));
    }

    UUID id() {
        return id("file", userId, number);
    }

    /// Each fiftieth is in the trash.
    boolean isDeleted() {
        return random(50) == 3;
    }

    /// One of five is at the top level, the others are in folders.
    String folder() {
        return random(5) == 0
                ? "\\N"
                : id("folder", userId, random(FOLDERS_PER_USER)).toString();
    }

    String storageKey() {
        return "files/" + id() + "/" + number;
    }

    int size() {
        return random(10_000_000);
    }

    Instant createdAt() {
        return FIRST.plusSeconds((long) number * SECONDS_BETWEEN);
    }

    /// Names as cameras, scanners and people give them.
    String name() {
        var kind = random(100);
        if (kind < 40) {
            return "IMG_" + createdAt().toString().replaceAll("[-:TZ]", "") + "_" + number + ".jpg";
        } else if (kind < 55) {
            return "DSC" + number + ".JPG";
        } else if (kind < 70) {
            return word(7) + " " + word(11) + " " + number + ".pdf";
        } else if (kind < 90) {
            return "Screenshot " + number + ".png";
        }
        return word(13) + "-" + word(17) + "-" + number + ".docx";
    }

    String mimeType() {
        var name = name().toLowerCase(Locale.ROOT);
        if (name.endsWith(".jpg")) {
            return "image/jpeg";
        }
        return name.endsWith(".png") ? "image/png" : "application/" + name.substring(name.lastIndexOf('.') + 1);
    }

    /// One of five has one.
    String description() {
        return random(5) == 1 ? word(19) + " " + word(23) + " of " + word(29) : "\\N";
    }

    private String word(int salt) {
        return WORDS.get(random(WORDS.size() * salt) / salt);
    }

    private int random(int bound) {
        var mixed = (number + 0x9E3779B9L * bound) * 0xBF58476D1CE4E5B9L;
        return Math.floorMod((int) (mixed >>> 32), bound);
    }
}
