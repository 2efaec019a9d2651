package dev.kontor.storage;

import dev.kontor.shared.Limits;
import dev.kontor.tree.SiblingName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// The header `Content-Disposition` of a download (RFC 6266): whether a browser may show it, and
/// the name under which it is saved. Its value is visible ASCII, whatever the name contains.
final class ContentDisposition {

    /// The types that a browser shows without running any of the content. Every other type is
    /// saved: HTML, SVG and all XML may contain scripts, and an unknown type may be taken for one
    /// of these.
    private static final Set<String> SHOWN = Set.of(
            "application/pdf",
            "audio/aac",
            "audio/flac",
            "audio/mp4",
            "audio/mpeg",
            "audio/ogg",
            "audio/wav",
            "audio/webm",
            "audio/x-wav",
            "image/apng",
            "image/avif",
            "image/bmp",
            "image/gif",
            "image/heic",
            "image/jpeg",
            "image/png",
            "image/tiff",
            "image/webp",
            "image/x-icon",
            "text/plain",
            "video/mp4",
            "video/mpeg",
            "video/ogg",
            "video/quicktime",
            "video/webm");

    /// The characters besides letters and digits that RFC 8187 allows unescaped in an extended
    /// value.
    private static final String PLAIN_MARKS = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    /// The name twice: for clients that read ASCII alone, and in full (RFC 8187).
    static String of(String fileName, String mimeType) {
        var name = shortened(fileName);
        return "%s; filename=\"%s\"; filename*=UTF-8''%s"
                .formatted(isShown(mimeType) ? "inline" : "attachment", ascii(name), full(name));
    }

    /// A comma would let a browser read a second type in the header and take that one.
    private static boolean isShown(String mimeType) {
        var type = mimeType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return SHOWN.contains(type) && mimeType.indexOf(',') < 0;
    }

    /// The name, cut to the length that file systems take. The extension is kept.
    private static String shortened(String fileName) {
        var name = SiblingName.ofFile(fileName);
        var room = Limits.FILE_SYSTEM_NAME_BYTES - bytes(name.extension());
        var stem = new StringBuilder();
        for (var character : name.stem().codePoints().toArray()) {
            var text = Character.toString(character);
            room -= bytes(text);
            if (room < 0) {
                break;
            }
            stem.append(text);
        }
        return stem + name.extension();
    }

    /// Contains no character that needs an escape, because clients disagree on escapes.
    private static String ascii(String name) {
        var ascii = new StringBuilder();
        name.codePoints()
                .map(c -> c < ' ' || c > '~' || "\"\\%/".indexOf(c) >= 0 ? '_' : c)
                .forEach(ascii::appendCodePoint);
        return ascii.toString();
    }

    private static String full(String name) {
        var full = new StringBuilder();
        for (var octet : name.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(octet)) {
                full.append((char) octet);
            } else {
                full.append("%%%02X".formatted(octet));
            }
        }
        return full.toString();
    }

    private static boolean isPlain(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || PLAIN_MARKS.indexOf(octet) >= 0;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
