package dev.kontor.functions.http;

import dev.kontor.functions.http.Rule.Broken;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes rules for text.
public final class TextRules {

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

    /// An extended value (RFC 8187): its language counts for nothing.
    private static final Pattern EXTENDED = Pattern.compile("(?i:UTF-8)'[^']*'(?<encoded>.*)", Pattern.DOTALL);

    private static final Pattern REPEATED = Pattern.compile("^([^,]+)(?:, ?\\1)+$");

    private static final Pattern ENCODED = Pattern.compile("([!-$&-~]|%[0-9A-Fa-f]{2})*");

    /// Control characters, and those of the Unicode Bidirectional Algorithm (UAX #9) that embed,
    /// override or isolate.
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]");

    /// Blanks, and what Unicode calls default ignorable: format characters, fillers, variation
    /// selectors.
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5"
            + "\\u180B-\\u180F\\u3164\\uFE00-\\uFE0F\\uFFA0\\x{E0100}-\\x{E01EF}]+");

    private static final Pattern OUTER_BLANKS = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");
    private static final Set<String> PATH_PARTS = Set.of(".", "..");

    private TextRules() {}

    /// Text in any script, without NUL, which PostgreSQL cannot store, and without unpaired
    /// surrogates, which are no characters.
    ///
    /// @param min in characters (Unicode code points)
    /// @param max in characters (Unicode code points)
    static Rule<String> text(int min, int max) {
        return new Rule<>("", raw -> {
            if (!(raw instanceof String text)) {
                throw new Broken("must be text");
            }
            checkCharacters(text);
            var characters = text.codePointCount(0, text.length());
            if (characters < min || characters > max) {
                throw new Broken("must have %d to %d characters".formatted(min, max));
            }
            return text;
        });
    }

    /// A name that people can see and tell from others: not blank, no place in a path (`.`, `..`), no
    /// control character, and none that turns the direction of what follows, by which `exe.gpj` looks
    /// like `jpg.exe`.
    ///
    /// @param max in characters (Unicode code points)
    static Rule<String> name(int max) {
        return text(1, max)
                .and(name -> !UNSAFE.matcher(name).find(), "must not hold control characters or change the direction")
                .and(name -> !visible(name).isEmpty(), "must not be blank")
                .and(name -> !PATH_PARTS.contains(visible(name)), "must not be . or ..");
    }

    /// Text that is not blank; the blanks around it go.
    ///
    /// @param max in characters (Unicode code points), with the blanks
    static Rule<String> stripped(int max) {
        return text(1, max)
                .and(text -> !visible(text).isEmpty(), "must not be blank")
                .map("", text -> OUTER_BLANKS.matcher(text).replaceAll(""));
    }

    private static String visible(String text) {
        return INVISIBLE.matcher(text).replaceAll("");
    }

    /// One to so many characters of ASCII, without blanks.
    static Rule<String> visibleAscii(int max) {
        return text(1, max)
                .and(text -> VISIBLE_ASCII.matcher(text).matches(), "must have visible ASCII characters only");
    }

    /// One of these words.
    public static Rule<String> choice(List<String> words) {
        return new Rule<>(words.getFirst(), raw -> {
            if (raw instanceof String word && words.contains(word)) {
                return word;
            }
            throw new Broken("must be one of " + String.join(", ", words));
        });
    }

    /// Text in a header, plain or as an extended value of RFC 8187.
    static Rule<String> extended(Rule<String> rule) {
        return new Rule<>(rule.placeholder(), raw -> rule.conversion().convert(decoded((String) raw)));
    }

    private static String decoded(String value) throws Broken {
        var extended = EXTENDED.matcher(value);
        if (!extended.matches()) {
            return value;
        }
        var encoded = extended.group("encoded");
        if (!ENCODED.matcher(encoded).matches()) {
            throw new Broken("must be percent-encoded after UTF-8''");
        }
        // A plus stands for itself in a header, and for a blank only in a form.
        var octets = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                .getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Broken("must be UTF-8 after UTF-8''");
        }
    }

    /// A header that may be there several times with one value, as some proxies send it on. API Gateway
    /// joins such headers with commas.
    static Rule<String> repeated(Rule<String> rule) {
        return new Rule<>(
                rule.placeholder(),
                raw -> rule.conversion().convert(REPEATED.matcher((String) raw).replaceFirst("$1")));
    }

    static void checkCharacters(String text) throws Broken {
        if (text.indexOf('\0') >= 0) {
            throw new Broken("must not hold a NUL character");
        }
        if (text.codePoints().anyMatch(TextRules::isSurrogate)) {
            throw new Broken("must not hold an unpaired surrogate");
        }
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
