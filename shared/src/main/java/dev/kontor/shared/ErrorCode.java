package dev.kontor.shared;

/// Every way in which an operation can refuse, with its HTTP status and a title that is safe to
/// show to anyone (`docs/api.md`). Codes become statuses only here (S20).
public enum ErrorCode {
    VALIDATION_FAILED(400, "The request is not valid"),
    AUTHENTICATION_REQUIRED(401, "Sign-in is required"),
    INVALID_TOKEN(401, "The token is not valid"),
    TOKEN_EXPIRED(401, "The token has expired"),
    INSUFFICIENT_CREDITS(402, "There are not enough credits"),
    PERMISSION_DENIED(403, "This is not allowed"),
    QUOTA_EXCEEDED(403, "There is not enough room"),
    RESOURCE_NOT_FOUND(404, "There is no such resource"),
    CONFLICT(409, "The request conflicts with the current state"),
    DUPLICATE_ENTRY(409, "The name is taken"),
    PRECONDITION_FAILED(412, "The resource has changed since it was read"),
    PAYLOAD_TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
    RATE_LIMIT_EXCEEDED(429, "There were too many requests"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    NOT_CONFIGURED(501, "The service is not set up for this"),
    SERVICE_UNAVAILABLE(503, "The service is not available at the moment");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
