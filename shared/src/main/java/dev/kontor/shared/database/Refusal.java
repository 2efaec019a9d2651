package dev.kontor.shared.database;

import dev.kontor.shared.Done;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.FieldError;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The reasons why a statement can do nothing. A statement names its reason in its column
/// `refusal`, which is null when it did what it was asked. So one round trip both tries and tells.
public enum Refusal {
    NO_FILE(ErrorCode.RESOURCE_NOT_FOUND, "There is no such file"),
    NO_VERSION(ErrorCode.RESOURCE_NOT_FOUND, "The file has no such version"),
    NOT_UPLOADED(ErrorCode.CONFLICT, "The content has not arrived"),
    UPLOADED(ErrorCode.CONFLICT, "The content has arrived; new content is a new version"),
    NO_EXPORT(ErrorCode.RESOURCE_NOT_FOUND, "There is no such export, or it is over"),
    NO_UPLOAD(ErrorCode.RESOURCE_NOT_FOUND, "There is no such upload, or it is over"),
    PARTS_CHANGED(ErrorCode.CONFLICT, "Parts were uploaded again at the same time; list them, and try again"),
    NO_FOLDER(ErrorCode.RESOURCE_NOT_FOUND, "There is no such folder"),
    NO_TAG(ErrorCode.RESOURCE_NOT_FOUND, "There is no such tag"),
    STILL_ERASING(ErrorCode.SERVICE_UNAVAILABLE, "What this user had is being erased; try again later"),
    NO_USER(ErrorCode.RESOURCE_NOT_FOUND, "No user with this id has made a request yet"),
    NO_PARENT_FOLDER(ErrorCode.RESOURCE_NOT_FOUND, "There is no folder with the id in parentFolderId"),
    NOT_IN_TRASH(ErrorCode.RESOURCE_NOT_FOUND, "There is no file or folder with this id in the trash"),
    NO_SUCH_TAGS(ErrorCode.RESOURCE_NOT_FOUND, "There is no tag with one of the ids in tagIds"),
    TOO_MANY_TAGS(
            ErrorCode.VALIDATION_FAILED,
            "tagId",
            "is one too many: a file has at most %d tags".formatted(Limits.TAGS_PER_FILE)),
    QUOTA_EXCEEDED(ErrorCode.QUOTA_EXCEEDED, "The content would exceed the quota; what is in the trash counts"),
    FULL_OF_TAGS(
            ErrorCode.VALIDATION_FAILED,
            "The file has %d tags already, as many as it can have".formatted(Limits.TAGS_PER_FILE)),
    FOLDER_WITHOUT_TAGS(ErrorCode.VALIDATION_FAILED, "Only files have tags, and this is a folder"),
    FILE_NAME_TAKEN(ErrorCode.DUPLICATE_ENTRY, "There is a file of this name in this folder already"),
    FOLDER_NAME_TAKEN(ErrorCode.DUPLICATE_ENTRY, "There is a folder of this name in this folder already"),
    NO_FREE_NAME(ErrorCode.DUPLICATE_ENTRY, "The name is taken, and so are its numbered variants"),
    BELOW_ITSELF(ErrorCode.CONFLICT, "A folder cannot be moved into itself or below itself"),
    LARGE_SETTINGS(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "The settings would have more than %d bytes".formatted(Limits.SETTINGS_BYTES_MAX)),
    OVERTAKEN(ErrorCode.CONFLICT, "It was changed by another request at the same time; try again"),
    CHANGED_SINCE(ErrorCode.PRECONDITION_FAILED, "It has changed since it was read: If-Match names another ETag"),
    KEY_IN_USE(ErrorCode.CONFLICT, "The first request with this Idempotency-Key is still under way; try again"),
    KEY_REUSED(ErrorCode.IDEMPOTENCY_KEY_REUSED, "The Idempotency-Key was used for a different request"),
    NO_TRANSACTION(ErrorCode.RESOURCE_NOT_FOUND, "There is no transaction with the id in transactionId"),
    NOT_A_USAGE(ErrorCode.CONFLICT, "Only a usage can be refunded"),
    NOTHING_TO_REFUND(ErrorCode.CONFLICT, "The usage has been refunded in full already"),
    BEYOND_THE_USAGE(ErrorCode.CONFLICT, "The refunds of a usage cannot exceed it"),
    INSUFFICIENT_CREDITS(ErrorCode.INSUFFICIENT_CREDITS, "The balance is too low for this amount"),
    EXPIRY_DUE(ErrorCode.SERVICE_UNAVAILABLE, "Credits expired at this moment; try again"),
    NO_HOLD(ErrorCode.RESOURCE_NOT_FOUND, "There is no such hold"),
    HOLD_OF_SERVICE(ErrorCode.PERMISSION_DENIED, "Only a service with the scope credits:spend may end this hold"),
    HOLD_SETTLED(ErrorCode.CONFLICT, "The hold has been settled already"),
    HOLD_RELEASED(ErrorCode.CONFLICT, "The hold has been released"),
    HOLD_EXPIRED(ErrorCode.CONFLICT, "The hold has expired"),
    BALANCE_FULL(ErrorCode.CONFLICT, "The balance would exceed the most that it can hold: " + Limits.CREDITS_MAX),
    NO_PACKAGE(ErrorCode.RESOURCE_NOT_FOUND, "There is no such package"),
    PAYMENT_USED(ErrorCode.CONFLICT, "The payment has paid for another purchase"),
    NO_PURCHASE(ErrorCode.RESOURCE_NOT_FOUND, "There is no such purchase"),
    NO_SHARE(ErrorCode.RESOURCE_NOT_FOUND, "There is no such share"),
    NO_FILE_ID(ErrorCode.VALIDATION_FAILED, "fileId", "is missing: the share is of a folder"),
    NO_PASSWORD(ErrorCode.PERMISSION_DENIED, "The share needs a password"),
    WRONG_PASSWORD(ErrorCode.PERMISSION_DENIED, "The password is wrong"),
    TOO_MANY_PASSWORDS(
            ErrorCode.RATE_LIMIT_EXCEEDED, "There were too many wrong passwords for this share; wait, and try again"),
    /// S10 prescribes this message.
    BALANCE_MODIFIED(ErrorCode.CONFLICT, "Balance was modified by another operation");

    private final ErrorCode code;
    private final String message;
    private final @Nullable String field;

    Refusal(ErrorCode code, String message) {
        this(code, null, message);
    }

    /// @param field the field that the message is about, where only the statement can tell that it
    ///   is wrong
    Refusal(ErrorCode code, @Nullable String field, String message) {
        this.code = code;
        this.field = field;
        this.message = message;
    }

    /// The error that the refusal stands for.
    public <T> Result<T> result() {
        return field == null
                ? Result.err(code, message)
                : Result.err(code, field + " " + message, List.of(new FieldError(field, message)));
    }

    /// The error, with the time after which another attempt may succeed.
    public <T> Result<T> resultAfter(Duration wait) {
        return new Result.Err<>(code, message, List.of(), wait);
    }

    /// The refusal of one item of a list.
    ///
    /// @param position in the list, from 0; null where the list is refused as a whole
    public record OfItem(Refusal refusal, @Nullable Integer position) {}

    /// Reads one from the columns `refusal` and `position`.
    public static final RowMapper<OfItem> OF_ITEM = row -> {
        var position = row.getObject("position", Integer.class);
        return new OfItem(valueOf(row.getString("refusal")), position);
    };

    /// The error that the refusals of a list stand for, with a field error for each item such as
    /// `items[3]`, [Limits#ERRORS_SHOWN_MAX] at most. The first one gives the code. Without any, the
    /// list is done.
    ///
    /// @param field the name of the list
    public static Result<Done> of(String field, List<OfItem> refused) {
        if (refused.isEmpty()) {
            return Result.ok(Done.DONE);
        }
        var first = refused.getFirst();
        if (first.position() == null) {
            return first.refusal().result();
        }
        var errors = refused.stream()
                .limit(Limits.ERRORS_SHOWN_MAX)
                .map(each -> new FieldError("%s[%d]".formatted(field, each.position()), each.refusal().message))
                .toList();
        var detail = "%s: %s".formatted(errors.getFirst().field(), first.refusal().message);
        return Result.err(first.refusal().code, detail, errors);
    }

    /// Maps a row to its refusal, or to what the mapper makes of it.
    static <T> RowMapper<Result<T>> or(RowMapper<T> mapper) {
        return row -> {
            var refusal = row.getString("refusal");
            return refusal == null
                    ? Result.ok(mapper.map(row))
                    : valueOf(refusal).result();
        };
    }
}
