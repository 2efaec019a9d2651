package dev.kontor.local.storage;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The digests that a request declares for its body, in base64; null for one that it does not
/// declare.
record ClaimedDigests(@Nullable String md5, @Nullable String sha256) {
    static final String SHA256_HEADER = "x-amz-checksum-sha256";

    private static final String MD5_HEADER = "content-md5";
    private static final int MD5_BYTES = 16;
    private static final int SHA256_BYTES = 32;

    /// @throws S3Error a digest is malformed
    static ClaimedDigests of(S3Request request) throws S3Error {
        return new ClaimedDigests(header(request, MD5_HEADER, MD5_BYTES), header(request, SHA256_HEADER, SHA256_BYTES));
    }

    /// @throws S3Error a declared digest differs from the body's
    void check(byte[] realMd5, byte[] realSha256) throws S3Error {
        check("Content-MD5", md5, realMd5);
        check("SHA256", sha256, realSha256);
    }

    private static void check(String what, @Nullable String claimed, byte[] real) throws S3Error {
        if (claimed != null && !claimed.equals(Base64.getEncoder().encodeToString(real))) {
            throw S3Error.badDigest(what);
        }
    }

    private static @Nullable String header(S3Request request, String name, int bytes) throws S3Error {
        var value = request.header(name);
        if (value != null && !isBase64(value, bytes)) {
            throw S3Error.invalidRequest("Value for " + name + " header is invalid.");
        }
        return value;
    }

    private static boolean isBase64(String value, int bytes) {
        try {
            return Base64.getDecoder().decode(value).length == bytes;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
