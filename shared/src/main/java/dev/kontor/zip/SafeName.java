package dev.kontor.zip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names that every system can unpack: without what has a meaning in a path, and no longer than file
/// systems allow.
public final class SafeName {

    /// Bytes of a name in UTF-8, with room for what [#distinct] adds: file systems take 255.
    static final int BYTES_MAX = 200;

    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069/\\\\:*?\"<>|]");

    /// Windows drops these at the end of a name.
    private static final Pattern DROPPED = Pattern.compile("[. ]+$");

    /// Devices of Windows, whatever their extension.
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\\$|conout\\$)([ .].*)?");

    private static final String SUBSTITUTE = "_";

    private static final int EXTENSION_BYTES_MAX = 20;

    private SafeName() {}

    /// A name that is the same where it was safe.
    public static String of(String name) {
        var shortened = shortened(FORBIDDEN.matcher(name).replaceAll(SUBSTITUTE), BYTES_MAX);
        var whole = DROPPED.matcher(shortened).replaceAll(SUBSTITUTE);
        if (whole.isEmpty()) {
            return SUBSTITUTE;
        }
        return DEVICE.matcher(whole.toLowerCase(Locale.ROOT)).matches() ? SUBSTITUTE + whole : whole;
    }

    /// A safe name with something added before its extension.
    ///
    /// @param mark safe itself, and at most 50 characters of ASCII
    public static String distinct(String safe, String mark) {
        var dot = extension(safe);
        return "%s (%s)%s".formatted(safe.substring(0, dot), mark, safe.substring(dot));
    }

    /// Cuts a name but keeps its extension.
    private static String shortened(String name, int bytesMax) {
        if (bytes(name) <= bytesMax) {
            return name;
        }
        var dot = extension(name);
        var stem = name.substring(0, dot);
        while (bytes(stem) + bytes(name.substring(dot)) > bytesMax) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + name.substring(dot);
    }

    /// Where the extension begins, with its dot; the end of a name without one.
    private static int extension(String name) {
        var dot = name.lastIndexOf('.');
        return dot > 0 && bytes(name.substring(dot)) <= EXTENSION_BYTES_MAX ? dot : name.length();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
