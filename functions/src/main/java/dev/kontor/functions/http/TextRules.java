package dev.kontor.functions.http;

import dev.kontor.functions.http.Rule.Broken;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// Makes rules for text.
public final class TextRules {

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");
    private static final String EXTENDED = "UTF-8''";

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
        if (!value.startsWith(EXTENDED)) {
            return value;
        }
        try {
            // A plus stands for itself in a header, and for a blank only in a form.
            var encoded = value.substring(EXTENDED.length()).replace("+", "%2B");
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Broken("must be percent-encoded after " + EXTENDED);
        }
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
