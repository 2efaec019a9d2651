package dev.kontor.local.storage;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The signature of a request and its parameters, from the query (a presigned link) or the header
/// `Authorization`. Nothing is verified yet.
///
/// @param credential access key and scope, such as `ID/20260731/REGION/s3/aws4_request`
/// @param signedHeaders names in lower case, joined by semicolons
/// @param lifetime the lifetime of a presigned link; null for a header
record Authorization(
        String credential,
        String signedHeaders,
        String signature,
        Instant time,
        @Nullable Duration lifetime) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String SIGNATURE_PARAMETER = "X-Amz-Signature";
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private static final String ALGORITHM_PARAMETER = "X-Amz-Algorithm";

    /// S3 accepts a lifetime of a week at most.
    private static final long MAX_LIFETIME_SECONDS = 604_800;

    private static final Pattern HEADER = Pattern.compile(ALGORITHM
            + " *Credential=(?<credential>[^,]+), *SignedHeaders=(?<headers>[^,]+),"
            + " *Signature=(?<signature>[^,]+)");

    /// @param headers names in lower case
    /// @throws S3Error the signature is missing or malformed
    static Authorization of(Map<String, String> query, Map<String, String> headers) throws S3Error {
        var inQuery = query.containsKey(ALGORITHM_PARAMETER);
        var header = headers.get("authorization");
        if (inQuery && header != null) {
            throw S3Error.invalidArgument("Only one way to authenticate is allowed.");
        }
        if (inQuery) {
            return inQuery(query);
        }
        if (header == null) {
            throw S3Error.accessDenied("Access Denied");
        }
        return inHeader(header, headers.get("x-amz-date"));
    }

    boolean isPresigned() {
        return lifetime != null;
    }

    List<String> signedHeaderNames() {
        return List.of(signedHeaders.split(";", -1));
    }

    private static Authorization inQuery(Map<String, String> query) throws S3Error {
        if (!ALGORITHM.equals(query.get(ALGORITHM_PARAMETER))) {
            throw S3Error.malformedAuthorization(true, "X-Amz-Algorithm is " + ALGORITHM + ".");
        }
        return new Authorization(
                parameter(query, "X-Amz-Credential"),
                parameter(query, "X-Amz-SignedHeaders"),
                parameter(query, SIGNATURE_PARAMETER),
                time(true, parameter(query, "X-Amz-Date")),
                lifetime(parameter(query, "X-Amz-Expires")));
    }

    private static Authorization inHeader(String header, @Nullable String time) throws S3Error {
        var parts = HEADER.matcher(header);
        if (!parts.matches()) {
            throw S3Error.malformedAuthorization(false, "The authorization header is malformed.");
        }
        if (time == null) {
            throw S3Error.accessDenied("AWS authentication requires the header x-amz-date.");
        }
        return new Authorization(
                parts.group("credential"), parts.group("headers"), parts.group("signature"), time(false, time), null);
    }

    private static String parameter(Map<String, String> query, String name) throws S3Error {
        var value = query.get(name);
        if (value == null) {
            throw S3Error.malformedAuthorization(true, "The parameter " + name + " is missing.");
        }
        return value;
    }

    private static Instant time(boolean inQuery, String text) throws S3Error {
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw S3Error.malformedAuthorization(inQuery, "X-Amz-Date is in the form \"yyyyMMdd'T'HHmmss'Z'\".");
        }
    }

    private static Duration lifetime(String seconds) throws S3Error {
        try {
            var number = Long.parseLong(seconds);
            if (number >= 1 && number <= MAX_LIFETIME_SECONDS) {
                return Duration.ofSeconds(number);
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw S3Error.malformedAuthorization(
                true, "X-Amz-Expires is a number of seconds from 1 to " + MAX_LIFETIME_SECONDS);
    }
}
