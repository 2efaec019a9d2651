package dev.kontor.functions.http;

import dev.kontor.shared.ErrorCode;

/// Why a token was refused. The authorizer passes this on in its context in place of a user id,
/// since an HTTP API cannot shape an authorizer's own refusal.
public enum Verdict {
    INVALID_TOKEN(ErrorCode.INVALID_TOKEN),
    TOKEN_EXPIRED(ErrorCode.TOKEN_EXPIRED);

    /// Keys of the context that the authorizer hands to operations.
    public static final String USER_ID = "userId";

    public static final String EMAIL = "email";
    public static final String ROLE = "role";
    /// Words separated by blanks.
    public static final String SCOPE = "scope";

    public static final String VERDICT = "verdict";

    private final ErrorCode code;

    Verdict(ErrorCode code) {
        this.code = code;
    }

    /// The verdict of this name; `INVALID_TOKEN` for any other word.
    public static Verdict of(Object word) {
        return word.equals(TOKEN_EXPIRED.name()) ? TOKEN_EXPIRED : INVALID_TOKEN;
    }

    public ErrorCode code() {
        return code;
    }
}
