package dev.kontor.local.storage;

/// An error response, with the status, the code and the message of S3's own errors.
final class S3Error extends Exception {
    private final int status;
    private final String code;

    private S3Error(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    static S3Error invalidRequest(String message) {
        return new S3Error(400, "InvalidRequest", message);
    }

    static S3Error invalidArgument(String message) {
        return new S3Error(400, "InvalidArgument", message);
    }

    static S3Error invalidUri() {
        return new S3Error(400, "InvalidURI", "Couldn't parse the specified URI.");
    }

    static S3Error malformedAuthorization(boolean inQuery, String message) {
        return new S3Error(
                400, inQuery ? "AuthorizationQueryParametersError" : "AuthorizationHeaderMalformed", message);
    }

    static S3Error missingOrigin() {
        return new S3Error(400, "BadRequest", "Insufficient information. Origin request header needed.");
    }

    static S3Error badDigest(String what) {
        return new S3Error(
                400, "BadDigest", "The %s you specified did not match the calculated checksum.".formatted(what));
    }

    static S3Error contentHashMismatch() {
        return new S3Error(
                400,
                "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }

    static S3Error incompleteBody() {
        return new S3Error(
                400,
                "IncompleteBody",
                "You did not provide the number of bytes specified by the Content-Length header.");
    }

    static S3Error entityTooLarge() {
        return new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed object size.");
    }

    static S3Error entityTooSmall() {
        return new S3Error(
                400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed object size.");
    }

    static S3Error invalidPart() {
        return new S3Error(
                400,
                "InvalidPart",
                "One or more of the specified parts could not be found. The part might not have been uploaded, or the"
                        + " specified entity tag might not have matched the part's entity tag.");
    }

    static S3Error invalidPartOrder() {
        return new S3Error(
                400,
                "InvalidPartOrder",
                "The list of parts was not in ascending order. Parts must be ordered by part number.");
    }

    static S3Error malformedXml() {
        return new S3Error(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema.");
    }

    static S3Error messageTooLong() {
        return new S3Error(400, "MaxMessageLengthExceeded", "Your request was too large.");
    }

    static S3Error keyTooLong() {
        return new S3Error(400, "KeyTooLongError", "Your key is too long.");
    }

    static S3Error accessDenied(String message) {
        return new S3Error(403, "AccessDenied", message);
    }

    static S3Error corsForbidden() {
        return new S3Error(
                403,
                "AccessForbidden",
                "CORSResponse: This CORS request is not allowed: the bucket has no rule for its origin, its method and"
                        + " its headers.");
    }

    static S3Error invalidAccessKeyId() {
        return new S3Error(
                403, "InvalidAccessKeyId", "The AWS access key ID that you provided does not exist in our records.");
    }

    static S3Error signatureDoesNotMatch() {
        return new S3Error(
                403,
                "SignatureDoesNotMatch",
                "The request signature that the server calculated does not match the signature that"
                        + " you provided.");
    }

    static S3Error requestTimeTooSkewed() {
        return new S3Error(
                403,
                "RequestTimeTooSkewed",
                "The difference between the request time and the server's time is too large.");
    }

    static S3Error noSuchBucket() {
        return new S3Error(404, "NoSuchBucket", "The specified bucket does not exist.");
    }

    static S3Error noSuchKey() {
        return new S3Error(404, "NoSuchKey", "The specified key does not exist.");
    }

    static S3Error noSuchUpload() {
        return new S3Error(
                404,
                "NoSuchUpload",
                "The specified multipart upload does not exist. The upload ID might be invalid, or the multipart upload"
                        + " might have been aborted or completed.");
    }

    static S3Error methodNotAllowed() {
        return new S3Error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }

    static S3Error missingContentLength() {
        return new S3Error(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
    }

    static S3Error preconditionFailed() {
        return new S3Error(
                412, "PreconditionFailed", "At least one of the preconditions that you specified did not hold.");
    }

    static S3Error invalidRange() {
        return new S3Error(416, "InvalidRange", "The requested range is not satisfiable.");
    }

    static S3Error internalError() {
        return new S3Error(500, "InternalError", "An internal error occurred. Try again.");
    }

    /// @param what a header, a parameter or another feature of the real S3
    static S3Error notImplemented(String what) {
        return new S3Error(501, "NotImplemented", "The local S3 does not implement " + what + ".");
    }
}
