package dev.kontor.functions.http;

import static dev.kontor.functions.http.TextRules.choice;
import static dev.kontor.functions.http.TextRules.text;
import static dev.kontor.functions.http.TextRules.visibleAscii;

import dev.kontor.credits.HoldStatus;
import dev.kontor.credits.TransactionType;
import dev.kontor.items.ItemId;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.Limits;
import dev.kontor.shared.SortKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The rules of all fields of the API.
public final class Rules {

    /// An id that the database gave.
    public static final Rule<UUID> ID = ValueRules.uuid();

    /// What an item of a list is.
    public static final Rule<String> ITEM_TYPE = choice(List.of(ItemId.FILE, ItemId.FOLDER));

    /// The ids of tags, each of which counts once.
    public static final Rule<List<UUID>> IDS = ListRules.distinct(ID, Limits.TAGS_PER_FILE);

    /// The name of a file.
    public static final Rule<String> NAME = TextRules.name(Limits.NAME_CHARACTERS);

    /// The name of a folder, which is part of a path.
    public static final Rule<String> FOLDER_NAME = NAME.and(name -> name.indexOf('/') < 0, "must not hold a /");

    public static final Rule<String> DESCRIPTION = text(0, Limits.DESCRIPTION_CHARACTERS);

    public static final Rule<String> TAG_NAME = TextRules.name(Limits.TAG_NAME_CHARACTERS);

    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[ -~]*");

    /// A tag's colour, in whatever way the client writes colours.
    public static final Rule<String> COLOR = text(1, Limits.COLOR_CHARACTERS)
            .and(color -> PRINTABLE_ASCII.matcher(color).matches(), "must have printable ASCII characters only");

    private static final Pattern MIME = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(;[ -~]*)?");
    public static final Rule<String> MIME_TYPE = text(1, Limits.MIME_TYPE_CHARACTERS)
            .and(type -> MIME.matcher(type).matches(), "must be a MIME type, such as text/plain");

    /// The size of a file's content in bytes.
    public static final Rule<Long> FILE_SIZE = NumberRules.wholeNumber(0, Limits.FILE_BYTES_MAX);

    /// The size of content that comes in parts, in bytes.
    public static final Rule<Long> FILE_IN_PARTS_SIZE = NumberRules.wholeNumber(0, Limits.FILE_IN_PARTS_BYTES_MAX);

    /// What a user may store, in bytes.
    public static final Rule<Long> QUOTA = NumberRules.wholeNumber(0, Limits.QUOTA_BYTES_MAX);

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    public static final Rule<String> CHECKSUM = text(0, Limits.DESCRIPTION_CHARACTERS)
            .and(sum -> SHA_256.matcher(sum).matches(), "must be a SHA-256 checksum in lower-case hex");

    /// The number of a file's version, in a path or query.
    public static final Rule<Integer> VERSION_NUMBER = NumberRules.wholeNumberText(1, Integer.MAX_VALUE);

    public static final Rule<Boolean> FLAG = ValueRules.flag();

    /// A flag in a query.
    public static final Rule<Boolean> FLAG_TEXT =
            choice(List.of("true", "false")).map(false, Boolean::valueOf);

    /// The text that a search looks for, without the blanks around it.
    public static final Rule<String> SEARCHED = TextRules.stripped(Limits.SEARCH_CHARACTERS);

    /// The password of a share, in a body.
    public static final Rule<String> PASSWORD = text(1, Limits.PASSWORD_CHARACTERS);

    /// The password of a share in a header, where it may be written as an extended value (RFC 8187),
    /// such as `UTF-8''%C5%81%C3%B3d%C5%BA`: a plain header carries neither all characters nor outer
    /// blanks.
    public static final Rule<String> PASSWORD_HEADER = TextRules.extended(PASSWORD);

    /// Text whose reader finds out by itself whether it is right.
    static final Rule<String> ANY_TEXT = new Rule<>("", String.class::cast);

    /// The token of a share. Any text passes: what is no token belongs to no share, and gets the same
    /// response.
    public static final Rule<String> TOKEN = ANY_TEXT;

    /// When something ends ([Operation#inFuture]).
    public static final Rule<Instant> TIME = ValueRules.time();

    /// The `maxDownloads` of a share.
    public static final Rule<Integer> DOWNLOADS =
            NumberRules.wholeNumber(1, Limits.SHARE_DOWNLOADS_MAX).map(1, Long::intValue);

    public static final Rule<Long> CREDITS = NumberRules.wholeNumber(1, Limits.CREDITS_MAX);

    /// The amount of an adjustment, which gives credits or takes some.
    public static final Rule<Long> ADJUSTMENT = NumberRules.wholeNumber(-Limits.CREDITS_MAX, Limits.CREDITS_MAX)
            .and(amount -> amount != 0, "must not be 0");

    /// The version of a balance, which counts its changes.
    public static final Rule<Long> VERSION = NumberRules.wholeNumber(0, Limits.CREDITS_MAX);

    public static final Rule<TransactionType> TRANSACTION_TYPE = oneOf(EnumSet.allOf(TransactionType.class));

    public static final Rule<HoldStatus> HOLD_STATUS = oneOf(EnumSet.allOf(HoldStatus.class));

    /// The `expiresIn` of a hold, in seconds.
    public static final Rule<Duration> HOLD_LIFETIME = NumberRules.wholeNumber(
                    Limits.HOLD_LIFETIME_MIN.toSeconds(), Limits.HOLD_LIFETIME_MAX.toSeconds())
            .map(Limits.HOLD_LIFETIME_DEFAULT, Duration::ofSeconds);

    /// What a summary is grouped by.
    public static final Rule<String> SUMMARY_KEY = choice(List.of("day", "appId"));

    /// A day in UTC, such as `2026-11-29`.
    public static final Rule<LocalDate> DAY = ValueRules.day();

    /// The types of transaction that an admin may add.
    public static final Rule<TransactionType> GRANT_TYPE =
            oneOf(EnumSet.of(TransactionType.PURCHASE, TransactionType.BONUS, TransactionType.ADJUSTMENT));

    /// The metadata of a transaction.
    public static final Rule<JsonText> METADATA = JsonRules.object(Limits.METADATA_BYTES_MAX);

    /// The id that an app chose for itself.
    public static final Rule<String> APP_ID = text(1, Limits.APP_ID_CHARACTERS);

    public static final Rule<String> PACKAGE_NAME = TextRules.name(Limits.PACKAGE_NAME_CHARACTERS);

    /// A price in the currency's smallest unit.
    public static final Rule<Long> PRICE = NumberRules.wholeNumber(1, Limits.PRICE_MAX);

    public static final Rule<String> CURRENCY =
            text(3, 3).and(Rules::isCurrency, "must be an ISO 4217 code in lower case, such as eur");

    /// The place of a package among the others.
    public static final Rule<Long> SORT_ORDER = NumberRules.wholeNumber(-Limits.SORT_ORDER_MAX, Limits.SORT_ORDER_MAX);

    private static final Pattern PLINK = Pattern.compile("plink_[A-Za-z0-9_]+");
    public static final Rule<String> PAYMENT_LINK_ID = text(1, Limits.STRIPE_ID_CHARACTERS)
            .and(id -> PLINK.matcher(id).matches(), "must be the id of a payment link: plink_…");

    /// Without a fragment, behind which a reference would be lost.
    private static final Pattern HTTPS =
            Pattern.compile("https://[A-Za-z0-9.-]+(:\\d{1,5})?(/[!-~&&[^?#]]*)?(\\?[!-~&&[^#]]*)?");

    public static final Rule<String> PAYMENT_LINK_URL = text(1, Limits.PAYMENT_URL_CHARACTERS)
            .and(url -> HTTPS.matcher(url).matches(), "must be the https URL of a payment link");

    public static final Rule<String> USER_ID =
            text(1, Limits.USER_ID_CHARACTERS).and(id -> !id.isBlank(), "must not be blank");

    /// The user's own id, by which they confirm what cannot be undone.
    public static Rule<String> confirmationBy(String userId) {
        return USER_ID.and(userId::equals, "must be your own user id");
    }

    public static final Rule<String> EMAIL = text(0, Limits.EMAIL_CHARACTERS);
    public static final Rule<String> ROLE = text(0, Limits.ROLE_CHARACTERS);
    public static final Rule<String> SCOPE = text(0, Limits.SCOPE_CHARACTERS);
    public static final Rule<String> USER_TAG = text(1, Limits.USER_TAG_CHARACTERS);

    /// The tags of a user, each of which counts once.
    public static final Rule<List<String>> USER_TAGS = ListRules.distinct(USER_TAG, Limits.USER_TAGS_MAX);

    public static final Rule<String> IDEMPOTENCY_KEY =
            TextRules.repeated(visibleAscii(Limits.IDEMPOTENCY_KEY_CHARACTERS));
    static final Rule<String> CORRELATION_ID = visibleAscii(Limits.CORRELATION_ID_CHARACTERS);

    private Rules() {}

    private static boolean isCurrency(String code) {
        return code.matches("[a-z]{3}")
                && Currency.getAvailableCurrencies().stream()
                        .anyMatch(known -> known.getCurrencyCode().equals(code.toUpperCase(Locale.ROOT)));
    }

    /// The key by which a list is sorted.
    static Rule<SortKey> sortKey(Set<SortKey> keys) {
        var words = keys.stream().map(SortKey::parameter).toList();
        return choice(words).map(SortKey.CREATED_AT, word -> sortKey(keys, word));
    }

    private static SortKey sortKey(Set<SortKey> keys, String word) {
        return keys.stream()
                .filter(key -> key.parameter().equals(word))
                .findFirst()
                .orElseThrow();
    }

    /// Constants by their `toString`.
    private static <E extends Enum<E>> Rule<E> oneOf(Set<E> constants) {
        var byWord = constants.stream().collect(Collectors.toMap(Enum::toString, constant -> constant));
        return choice(constants.stream().map(Enum::toString).toList())
                .map(constants.iterator().next(), word -> Objects.requireNonNull(byWord.get(word)));
    }
}
