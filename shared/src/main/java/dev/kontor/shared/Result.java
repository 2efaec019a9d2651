package dev.kontor.shared;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The outcome of an operation: a value, or an error that its caller must expect. Everything that a
/// client can cause is an [Err]; faults (a lost database, a bug) are exceptions (S20). Immutable.
public sealed interface Result<T> {

    record Ok<T>(T value) implements Result<T> {}

    /// @param message shown to the client unchanged, so it names nothing internal
    /// @param retryAfter time after which another attempt may succeed; null where that is unknown
    record Err<T>(
            ErrorCode code,
            String message,
            List<FieldError> fields,
            @Nullable Duration retryAfter) implements Result<T> {

        public Err {
            fields = List.copyOf(fields);
        }

        public Err(ErrorCode code, String message, List<FieldError> fields) {
            this(code, message, fields, null);
        }

        /// Passes the error on where another type of value was expected.
        @SuppressWarnings("unchecked") // it holds no T
        public <U> Err<U> as() {
            return (Err<U>) this;
        }
    }

    static <T> Result<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Result<T> err(ErrorCode code, String message) {
        return new Err<>(code, message, List.of());
    }

    static <T> Result<T> err(ErrorCode code, String message, List<FieldError> fields) {
        return new Err<>(code, message, fields);
    }

    /// `VALIDATION_FAILED` for fields of a request, whose message is about the first.
    ///
    /// @param errors at least one; [Limits#ERRORS_SHOWN_MAX] of them are shown
    static <T> Result<T> invalid(List<FieldError> errors) {
        var first = errors.getFirst();
        return new Err<>(
                ErrorCode.VALIDATION_FAILED,
                first.field() + " " + first.message(),
                errors.stream().limit(Limits.ERRORS_SHOWN_MAX).toList());
    }

    default <U> Result<U> map(Function<T, U> function) {
        return flatMap(value -> new Ok<>(function.apply(value)));
    }

    default <U> Result<U> flatMap(Function<T, Result<U>> function) {
        return switch (this) {
            case Ok<T>(var value) -> function.apply(value);
            case Err<T> err -> err.as();
        };
    }

    /// The value, for callers that have no client to answer an error to.
    ///
    /// @throws IllegalStateException with the message of the error
    default T orElseThrow() {
        return switch (this) {
            case Ok<T>(var value) -> value;
            case Err<T> err -> throw new IllegalStateException(err.message());
        };
    }
}
