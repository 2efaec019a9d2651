package dev.kontor.local.storage;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A range of an object's bytes.
///
/// @param last inclusive; less than `first` for an empty range
record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=(?<first>\\d{0,18})-(?<last>\\d{0,18})");

    static ByteRange all(long size) {
        return new ByteRange(0, size - 1);
    }

    /// The range of a header `Range`. Empty without a header, and for one that a server may ignore:
    /// only a single range of bytes is supported (RFC 9110, 14.2).
    ///
    /// @throws S3Error the object has no byte in this range
    static Optional<ByteRange> of(@Nullable String header, long size) throws S3Error {
        var range = ONE.matcher(header == null ? "" : header);
        if (!range.matches()) {
            return Optional.empty();
        }
        var first = range.group("first");
        var last = range.group("last");
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : lastOnes(Long.parseLong(last), size);
        }
        var from = Long.parseLong(first);
        var to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        return from > to ? Optional.empty() : within(from, to, size);
    }

    long length() {
        return last - first + 1;
    }

    /// The value of a header `Content-Range`.
    String of(long size) {
        return "bytes %d-%d/%d".formatted(first, last, size);
    }

    private static Optional<ByteRange> lastOnes(long count, long size) throws S3Error {
        return within(Math.max(0, size - count), size - 1, size);
    }

    private static Optional<ByteRange> within(long first, long last, long size) throws S3Error {
        if (first >= size) {
            throw S3Error.invalidRange();
        }
        return Optional.of(new ByteRange(first, Math.min(last, size - 1)));
    }
}
