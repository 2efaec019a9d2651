package dev.kontor.shared;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A place in a list: the item after which the next page begins. It is opaque to clients, and bound
/// to its list: to the user, the filter, the sort key and the direction. It holds a value and an
/// id, not a number of rows, so nothing is skipped or repeated when earlier rows come and go.
///
/// @param group the kind of the item in a list of several kinds; otherwise empty
/// @param value the item's sort value, as the driver takes it
public record Cursor(String group, Object value, UUID id) {

    private static final int FINGERPRINT_BYTES = 12;
    private static final String SEPARATOR = "\n";

    /// The cursor of the page that begins after an item.
    public static String after(ListRequest<?> request, Listed item) {
        var position = String.join(
                SEPARATOR,
                Base64.getEncoder().encodeToString(fingerprint(request)),
                item.group(),
                item.id().toString(),
                request.sort().valueOf(item));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads the cursor of a request; empty without one. `VALIDATION_FAILED` when it is not a
    /// cursor of the requested list.
    ///
    /// @param groups the kinds of items that the list has
    public static Result<Optional<Cursor>> of(ListRequest<?> request, Collection<String> groups) {
        var text = request.cursor();
        if (text == null) {
            return Result.ok(Optional.empty());
        }
        try {
            var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var parts = decoded.split(SEPARATOR, 4); // the value comes last: a name may hold anything
            if (decoded.indexOf('\0') < 0
                    && Arrays.equals(Base64.getDecoder().decode(parts[0]), fingerprint(request))) {
                var id = canonical(UUID.fromString(parts[2]), parts[2]);
                var cursor = new Cursor(parts[1], request.sort().parse(parts[3]), id);
                if (groups.contains(cursor.group())) {
                    return Result.ok(Optional.of(cursor));
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            // not a cursor of ours: falls through to the error below
        }
        var message = "is not a cursor of this list with this filter and sort";
        return Result.err(
                ErrorCode.VALIDATION_FAILED, "The cursor " + message, List.of(new FieldError("cursor", message)));
    }

    /// A value that was written as we write it: the parsers of Java take more.
    ///
    /// @throws IllegalArgumentException when it was not
    static <T> T canonical(T parsed, String text) {
        if (!parsed.toString().equals(text)) {
            throw new IllegalArgumentException("not written here");
        }
        return parsed;
    }

    private static byte[] fingerprint(ListRequest<?> request) {
        var list = String.join(
                SEPARATOR,
                request.userId(),
                request.filter().toString(),
                request.sort().name(),
                Boolean.toString(request.descending()));
        return Arrays.copyOf(Sha256.of(list), FINGERPRINT_BYTES);
    }
}
