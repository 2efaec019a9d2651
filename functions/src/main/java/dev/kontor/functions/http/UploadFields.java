package dev.kontor.functions.http;

import org.jspecify.annotations.Nullable;

/// Reads from a body what content is to be uploaded, and how.
public final class UploadFields {

    private static final String CHECKSUM = "checksum";

    private UploadFields() {}

    /// Whether the content comes in parts.
    public static boolean isMultipart(Fields body) {
        return body.optional("multipart", Rules.FLAG, false);
    }

    /// The size of content, in bytes.
    public static Rule<Long> size(boolean isMultipart) {
        return isMultipart ? Rules.FILE_IN_PARTS_SIZE : Rules.FILE_SIZE;
    }

    /// SHA-256 in lower-case hex; null without one. S3 checks none over parts, so none is taken for
    /// them.
    public static @Nullable String checksum(Fields body, boolean isMultipart) {
        var checksum = body.optional(CHECKSUM, Rules.CHECKSUM);
        if (isMultipart && checksum != null) {
            body.refuse(CHECKSUM, "cannot be combined with multipart: storage checks none over parts");
        }
        return checksum;
    }
}
