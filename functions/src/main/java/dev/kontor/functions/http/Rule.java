package dev.kontor.functions.http;

import dev.kontor.credits.TransactionType;
import dev.kontor.functions.json.Json;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Limits;
import dev.kontor.shared.SortKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What one field may be, and the value that it then is. Values of a JSON body come as
/// [Json#readObject] gives them, those of a path or query as text.
///
/// @param placeholder stands in for a field that breaks the rule, until the request is refused
public record Rule<T>(T placeholder, Check<T> check) {

    /// Turns a raw value, never null, into a field's value.
    @FunctionalInterface
    public interface Check<T> {
        T check(Object raw) throws Broken;
    }

    /// A field that breaks its rule; the message completes "name …".
    public static final class Broken extends Exception {
        Broken(String message) {
            super(message, null, false, false);
        }
    }

    public static final Rule<String> NAME = text(1, Limits.NAME_CHARACTERS);
    public static final Rule<String> FOLDER_NAME = NAME.and(name -> name.indexOf('/') < 0, "must not hold a /");
    public static final Rule<String> DESCRIPTION = text(0, Limits.DESCRIPTION_CHARACTERS);
    public static final Rule<String> SEARCHED =
            text(1, Limits.SEARCH_CHARACTERS).and(q -> !q.isBlank(), "must not be blank");
    public static final Rule<String> COLOR = text(1, Limits.COLOR_CHARACTERS);

    private static final Pattern MIME = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(;[ -~]*)?");
    public static final Rule<String> MIME_TYPE = text(1, Limits.MIME_TYPE_CHARACTERS)
            .and(type -> MIME.matcher(type).matches(), "must be a MIME type, such as text/plain");

    public static final Rule<Long> FILE_SIZE = wholeNumber(0, Limits.FILE_BYTES_MAX);

    /// Of a version, in a path or query.
    public static final Rule<Integer> VERSION_NUMBER = wholeNumberText(1, Integer.MAX_VALUE);

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    public static final Rule<String> CHECKSUM = text(0, Limits.DESCRIPTION_CHARACTERS)
            .and(sum -> SHA_256.matcher(sum).matches(), "must be a SHA-256 checksum in lower-case hex");

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");
    public static final Rule<String> IDEMPOTENCY_KEY = visibleAscii(Limits.IDEMPOTENCY_KEY_CHARACTERS);
    static final Rule<String> CORRELATION_ID = visibleAscii(Limits.CORRELATION_ID_CHARACTERS);

    public static final Rule<String> APP_ID = text(1, Limits.APP_ID_CHARACTERS);
    public static final Rule<String> USER_ID =
            text(1, Limits.USER_ID_CHARACTERS).and(id -> !id.isBlank(), "must not be blank");
    public static final Rule<String> EMAIL = text(0, Limits.EMAIL_CHARACTERS);
    public static final Rule<String> ROLE = text(0, Limits.ROLE_CHARACTERS);
    public static final Rule<JsonText> METADATA = object(Limits.METADATA_BYTES_MAX);

    public static final Rule<Long> CREDITS = wholeNumber(1, Limits.CREDITS_MAX);
    public static final Rule<Long> ADJUSTMENT =
            wholeNumber(-Limits.CREDITS_MAX, Limits.CREDITS_MAX).and(amount -> amount != 0, "must not be 0");
    public static final Rule<Long> VERSION = wholeNumber(0, Limits.CREDITS_MAX);
    public static final Rule<TransactionType> TRANSACTION_TYPE = transactionType(EnumSet.allOf(TransactionType.class));
    public static final Rule<TransactionType> GRANT_TYPE =
            transactionType(EnumSet.of(TransactionType.PURCHASE, TransactionType.BONUS, TransactionType.ADJUSTMENT));

    private static final String EXTENDED = "UTF-8''";
    public static final Rule<String> PASSWORD = text(1, Limits.PASSWORD_CHARACTERS);

    /// The same in a header, where it may be written as an extended value (RFC 8187), such as
    /// `UTF-8''%C5%81%C3%B3d%C5%BA`: a header itself carries neither all characters nor outer
    /// blanks.
    public static final Rule<String> PASSWORD_HEADER =
            new Rule<>(PASSWORD.placeholder(), raw -> PASSWORD.check().check(extended((String) raw)));

    /// Any text: what is not a token is that of no share, and answered like one.
    public static final Rule<String> TOKEN = new Rule<>("", String.class::cast);

    /// A time that is yet to come, up to the year 9999, to the microsecond.
    public static final Rule<Instant> FUTURE = new Rule<>(Instant.EPOCH, raw -> {
        if (raw instanceof String text) {
            try {
                var time = OffsetDateTime.parse(text);
                var utc = time.withOffsetSameInstant(ZoneOffset.UTC);
                if (utc.getYear() <= 9999 && utc.toInstant().isAfter(Instant.now())) {
                    return utc.toInstant().truncatedTo(ChronoUnit.MICROS);
                }
            } catch (DateTimeException e) {
                // falls through to the error below
            }
        }
        throw new Broken("must be a time to come, such as 2030-01-01T00:00:00Z");
    });

    /// The `maxDownloads` of a share.
    public static final Rule<Integer> DOWNLOADS =
            wholeNumber(1, Limits.SHARE_DOWNLOADS_MAX).map(1, Long::intValue);

    public static final Rule<Boolean> FLAG = new Rule<>(false, raw -> {
        if (raw instanceof Boolean flag) {
            return flag;
        }
        throw new Broken("must be true or false");
    });

    public static final Rule<Boolean> FLAG_TEXT =
            choice(List.of("true", "false")).map(false, Boolean::valueOf);

    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final UUID NO_ID = new UUID(0, 0);
    public static final Rule<UUID> ID = new Rule<>(NO_ID, raw -> {
        if (raw instanceof String text && UUID_TEXT.matcher(text).matches()) {
            return UUID.fromString(text);
        }
        throw new Broken("must be an id: a UUID");
    });

    /// Different ids, each once.
    public static final Rule<List<UUID>> IDS = different(ID, Limits.TAGS_PER_REQUEST);

    public static final Rule<String> USER_TAG = text(1, Limits.USER_TAG_CHARACTERS);

    /// Different tags of a user, each once.
    public static final Rule<List<String>> USER_TAGS = different(USER_TAG, Limits.USER_TAGS_MAX);

    /// Any JSON value that `jsonb` can hold, at every depth.
    public static final Rule<Object> JSON = new Rule<>("", raw -> {
        checkJson(raw);
        return raw;
    });

    /// A JSON object of at most so many bytes, written out in UTF-8 without white space.
    public static Rule<JsonText> object(int maxBytes) {
        return new Rule<>(JsonText.EMPTY_OBJECT, raw -> {
            if (!(raw instanceof Map<?, ?>)) {
                throw new Broken("must be a JSON object");
            }
            checkJson(raw);
            var text = Json.write(raw);
            if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
                throw new Broken("must have at most %d bytes".formatted(maxBytes));
            }
            return new JsonText(text);
        });
    }

    /// Text of so many characters (Unicode code points), in any script; no NUL, which PostgreSQL
    /// cannot store, and no unpaired surrogate, which is no character.
    public static Rule<String> text(int min, int max) {
        return new Rule<>("", raw -> {
            if (!(raw instanceof String text)) {
                throw new Broken("must be text");
            }
            checkText(text);
            var characters = text.codePointCount(0, text.length());
            if (characters < min || characters > max) {
                throw new Broken("must have %d to %d characters".formatted(min, max));
            }
            return text;
        });
    }

    public static Rule<Long> wholeNumber(long min, long max) {
        return new Rule<>(min, raw -> {
            if (raw instanceof Number number) {
                try {
                    var value = new BigDecimal(number.toString()).longValueExact();
                    if (value >= min && value <= max) {
                        return value;
                    }
                } catch (ArithmeticException e) {
                    // falls through to the error below
                }
            }
            throw new Broken("must be a whole number from %d to %d".formatted(min, max));
        });
    }

    /// The same, written out in a path or query.
    public static Rule<Integer> wholeNumberText(int min, int max) {
        return new Rule<>(min, raw -> {
            try {
                var value = Integer.parseInt((String) raw);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // falls through to the error below
            }
            throw new Broken("must be a whole number from %d to %d".formatted(min, max));
        });
    }

    public static Rule<String> choice(List<String> words) {
        return new Rule<>(words.getFirst(), raw -> {
            if (raw instanceof String word && words.contains(word)) {
                return word;
            }
            throw new Broken("must be one of " + String.join(", ", words));
        });
    }

    public static Rule<SortKey> sortKey(Set<SortKey> keys) {
        var words = keys.stream().map(SortKey::parameter).toList();
        return choice(words)
                .map(
                        SortKey.CREATED_AT,
                        word -> keys.stream()
                                .filter(key -> key.parameter().equals(word))
                                .findFirst()
                                .orElseThrow());
    }

    private static Rule<TransactionType> transactionType(Set<TransactionType> types) {
        return choice(types.stream().map(TransactionType::toString).toList())
                .map(types.iterator().next(), TransactionType::of);
    }

    public boolean accepts(Object raw) {
        try {
            check.check(raw);
            return true;
        } catch (Broken e) {
            return false;
        }
    }

    private <U> Rule<U> map(U placeholder, Function<T, U> function) {
        return new Rule<>(placeholder, raw -> function.apply(check.check(raw)));
    }

    private Rule<T> and(Predicate<T> condition, String otherwise) {
        return new Rule<>(placeholder, raw -> {
            var value = check.check(raw);
            if (!condition.test(value)) {
                throw new Broken(otherwise);
            }
            return value;
        });
    }

    /// A list, of which each value counts once.
    private static Rule<String> visibleAscii(int max) {
        return text(1, max)
                .and(text -> VISIBLE_ASCII.matcher(text).matches(), "must have visible ASCII characters only");
    }

    private static <T> Rule<List<T>> different(Rule<T> item, int max) {
        return new Rule<>(List.of(), raw -> {
            if (!(raw instanceof List<?> list)) {
                throw new Broken("must be a list");
            }
            var values = new LinkedHashSet<T>();
            for (@Nullable Object each : list) {
                values.add(item.ofAList(each));
                if (values.size() > max) {
                    throw new Broken("must hold at most %d different ones".formatted(max));
                }
            }
            return List.copyOf(values);
        });
    }

    private T ofAList(@Nullable Object raw) throws Broken {
        if (raw == null) {
            throw new Broken("must not hold null");
        }
        try {
            return check.check(raw);
        } catch (Broken e) {
            throw new Broken("must be a list of which each " + e.getMessage());
        }
    }

    private static String extended(String value) throws Broken {
        if (!value.startsWith(EXTENDED)) {
            return value;
        }
        try {
            var encoded = value.substring(EXTENDED.length()).replace("+", "%2B");
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Broken("must be percent-encoded after " + EXTENDED);
        }
    }

    private static void checkText(String text) throws Broken {
        if (text.indexOf('\0') >= 0) {
            throw new Broken("must not hold a NUL character");
        }
        if (text.codePoints().anyMatch(Rule::isSurrogate)) {
            throw new Broken("must not hold an unpaired surrogate");
        }
    }

    private static void checkJson(@Nullable Object value) throws Broken {
        switch (value) {
            case String text -> checkText(text);
            case Map<?, ?> object -> {
                for (var member : object.entrySet()) {
                    checkText((String) member.getKey());
                    checkJson(member.getValue());
                }
            }
            case List<?> array -> {
                for (@Nullable Object item : array) {
                    checkJson(item);
                }
            }
            case BigInteger number -> checkNumber(new BigDecimal(number));
            case BigDecimal number -> checkNumber(number);
            case null, default -> {}
        }
    }

    /// `numeric`, which holds the numbers of `jsonb`, has its limits; and a short number with a
    /// large exponent is long once it is written out.
    private static void checkNumber(BigDecimal number) throws Broken {
        var digits = Limits.JSON_NUMBER_DIGITS;
        var before = number.precision() - (long) number.scale(); // beyond an int in 1e2147483647
        if (number.scale() > digits || before > digits) {
            throw new Broken(
                    "must not hold a number of more than %d digits before or after its point".formatted(digits));
        }
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
