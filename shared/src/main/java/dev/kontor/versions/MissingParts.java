package dev.kontor.versions;

import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.storage.ObjectPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an upload lacks before it can be completed.
final class MissingParts {

    private MissingParts() {}

    /// The parts, by their numbers, as S3 has them; `CONFLICT` that names those that are missing or are
    /// not what the client says.
    ///
    /// @param stored what S3 has
    /// @param named entity tags by number, as the client has them
    static Result<List<ObjectPart>> check(
            MultipartUpload upload, List<ObjectPart> stored, SortedMap<Integer, String> named) {
        Map<Integer, ObjectPart> byNumber =
                stored.stream().collect(Collectors.toMap(ObjectPart::number, Function.identity()));
        var parts = new ArrayList<ObjectPart>();
        var missing = new ArrayList<Integer>();
        for (var number = 1; number <= upload.partCount(); number++) {
            var part = byNumber.get(number);
            if (part != null && part.size() == upload.length(number) && isSame(part, named.get(number))) {
                parts.add(part);
            } else {
                missing.add(number);
            }
        }
        return missing.isEmpty()
                ? Result.ok(parts)
                : Result.err(
                        ErrorCode.CONFLICT,
                        "Parts are missing, or their ETags are not those in storage: " + ranges(missing));
    }

    private static boolean isSame(ObjectPart part, @Nullable String etag) {
        return etag != null && unquoted(part.etag()).equals(unquoted(etag));
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    /// Such as `2, 5-7`. A long list is cut.
    private static String ranges(List<Integer> numbers) {
        var ranges = new ArrayList<String>();
        var first = Objects.requireNonNull(numbers.getFirst());
        var last = first;
        for (var number : numbers.subList(1, numbers.size())) {
            if (number != last + 1) {
                ranges.add(range(first, last));
                first = number;
            }
            last = number;
        }
        ranges.add(range(first, last));
        var shown = ranges.stream().limit(Limits.MISSING_PARTS_SHOWN_MAX).collect(Collectors.joining(", "));
        return ranges.size() > Limits.MISSING_PARTS_SHOWN_MAX ? shown + " and more" : shown;
    }

    private static String range(int first, int last) {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
