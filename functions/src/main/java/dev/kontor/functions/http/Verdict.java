package dev.kontor.functions.http;

import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a token was refused, or that nobody can tell whether it is good. The authorizer passes this on in its context in
/// place of a user id,
/// since an HTTP API cannot shape an authorizer's own refusal.
public enum Verdict {
    INVALID_TOKEN(ErrorCode.INVALID_TOKEN),
    TOKEN_EXPIRED(ErrorCode.TOKEN_EXPIRED),
    /// The token's key cannot be looked up. That says nothing about the token, so a client keeps it
    /// and comes back once API Gateway has forgotten this verdict.
    KEY_UNAVAILABLE(
            ErrorCode.SERVICE_UNAVAILABLE,
            "The keys of the sign-in service cannot be looked up; try again",
            Limits.VERDICT_LIFETIME);

    /// Keys of the context that the authorizer hands to operations.
    public static final String USER_ID = "userId";

    public static final String EMAIL = "email";
    public static final String ROLE = "role";
    /// Words separated by blanks.
    public static final String SCOPE = "scope";

    public static final String VERDICT = "verdict";

    private final ErrorCode code;
    private final String message;
    private final @Nullable Duration retryAfter;

    Verdict(ErrorCode code) {
        this(code, code.title(), null);
    }

    Verdict(ErrorCode code, String message, @Nullable Duration retryAfter) {
        this.code = code;
        this.message = message;
        this.retryAfter = retryAfter;
    }

    /// The verdict of this name; `INVALID_TOKEN` for any other word.
    public static Verdict of(Object word) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.name().equals(word))
                .findFirst()
                .orElse(INVALID_TOKEN);
    }

    /// The error that a client gets.
    <T> Result<T> result() {
        return new Result.Err<>(code, message, List.of(), retryAfter);
    }
}
