package dev.kontor.local.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Checks a request's signature (Signature Version 4). AWS's own signer signs the same request
/// again, with the access key and the time of the request, and the two signatures are compared.
/// Thread-safe.
final class SignatureCheck {
    static final String CONTENT_HASH = "x-amz-content-sha256";

    private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    /// The SHA-256 of nothing.
    private static final String NO_PAYLOAD = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// How far a client's clock may be off.
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);

    private static final String SERVICE = "s3";
    private static final Pattern HOST = Pattern.compile("(?<name>[^:]+)(:(?<port>\\d{1,5}))?");

    private final AccessKey key;
    private final String region;
    private final InstantSource clock;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    SignatureCheck(AccessKey key, String region, InstantSource clock) {
        this.key = key;
        this.region = region;
        this.clock = clock;
    }

    /// A signature covers the content's length and checksum. Signatures over the content itself are
    /// supported only where the content is in memory.
    ///
    /// @param content of a request whose body is in memory; empty for others
    /// @throws S3Error there is no signature, or it is of another key, request or time
    void check(S3Request request, byte[] content) throws S3Error {
        var authorization = Authorization.of(request.query(), request.headers());
        checkCredential(authorization);
        checkTime(authorization);
        checkThatAmzHeadersAreSigned(request, authorization);
        var contentHash = authorization.isPresigned() ? UNSIGNED_PAYLOAD : contentHash(request);
        var isContentSigned = !contentHash.equals(UNSIGNED_PAYLOAD);
        if (isContentSigned) {
            checkContent(contentHash, request, content);
        }
        var expected = sign(request, authorization, isContentSigned, content);
        var isSame = expected.signedHeaders().equals(authorization.signedHeaders())
                && MessageDigest.isEqual(
                        expected.signature().getBytes(UTF_8),
                        authorization.signature().getBytes(UTF_8));
        if (!isSame) {
            throw S3Error.signatureDoesNotMatch();
        }
    }

    private static void checkContent(String contentHash, S3Request request, byte[] content) throws S3Error {
        if (content.length == 0 && !contentHash.equals(NO_PAYLOAD)) {
            throw S3Error.notImplemented("signatures over content");
        }
        var isOther = content.length == 0
                ? hasContent(request)
                : !contentHash.equals(HexFormat.of().formatHex(Digests.sha256().digest(content)));
        if (isOther) {
            throw S3Error.contentHashMismatch();
        }
    }

    private void checkCredential(Authorization authorization) throws S3Error {
        var credential = authorization.credential().split("/", 2);
        if (!credential[0].equals(key.id())) {
            throw S3Error.invalidAccessKeyId();
        }
        var scope = "%s/%s/%s/aws4_request"
                .formatted(
                        Authorization.TIME
                                .format(authorization.time().atOffset(ZoneOffset.UTC))
                                .substring(0, 8),
                        region,
                        SERVICE);
        if (credential.length < 2 || !credential[1].equals(scope)) {
            throw S3Error.malformedAuthorization(
                    authorization.isPresigned(), "The scope of this request is " + scope + ".");
        }
    }

    private void checkTime(Authorization authorization) throws S3Error {
        var now = clock.instant();
        var time = authorization.time();
        var lifetime = authorization.lifetime();
        var isEarly = now.isBefore(time.minus(MAX_SKEW));
        if (lifetime == null) {
            if (isEarly || now.isAfter(time.plus(MAX_SKEW))) {
                throw S3Error.requestTimeTooSkewed();
            }
        } else if (isEarly) {
            throw S3Error.accessDenied("Request is not yet valid");
        } else if (now.isAfter(time.plus(lifetime))) {
            throw S3Error.accessDenied("Request has expired");
        }
    }

    /// Otherwise the holder of a link could extend what it allows.
    private static void checkThatAmzHeadersAreSigned(S3Request request, Authorization authorization) throws S3Error {
        var signed = authorization.signedHeaderNames();
        for (var name : request.headers().keySet()) {
            if (name.startsWith("x-amz-") && !signed.contains(name)) {
                throw S3Error.accessDenied("There were headers present in the request which were not signed: " + name);
            }
        }
    }

    /// @param withContent whether the signature covers the content
    private Authorization sign(S3Request request, Authorization authorization, boolean withContent, byte[] content)
            throws S3Error {
        var lifetime = authorization.lifetime();
        var unsigned = unsigned(request, authorization);
        var signed = signer.sign(signing -> {
            signing.identity(AwsCredentialsIdentity.create(key.id(), key.secret()))
                    .request(unsigned)
                    .payload(ContentStreamProvider.fromByteArray(content))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                    .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, withContent)
                    .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(authorization.time(), ZoneOffset.UTC));
            if (lifetime != null) {
                signing.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, lifetime);
            }
        });
        var query = new HashMap<String, String>();
        signed.request().rawQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
        return Authorization.of(query, lowerCase(signed.request().headers()));
    }

    /// The request with only its signed parts.
    private static SdkHttpRequest unsigned(S3Request request, Authorization authorization) throws S3Error {
        var host = HOST.matcher(Objects.requireNonNullElse(request.header("host"), ""));
        if (!host.matches()) {
            throw S3Error.invalidRequest("The header Host is missing or malformed.");
        }
        var builder = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                // The signer names every port but this protocol's own.
                .protocol("https")
                .host(host.group("name"))
                .encodedPath(request.rawPath());
        if (host.group("port") != null) {
            builder.port(Integer.parseInt(host.group("port")));
        }
        request.query().forEach(builder::putRawQueryParameter);
        builder.removeQueryParameter(Authorization.SIGNATURE_PARAMETER);
        for (var name : authorization.signedHeaderNames()) {
            var value = request.header(name);
            if (value != null) {
                builder.putHeader(name, value);
            }
        }
        return builder.build();
    }

    private static String contentHash(S3Request request) throws S3Error {
        var hash = request.header(CONTENT_HASH);
        if (hash == null) {
            throw S3Error.invalidRequest("Missing required header for this request: " + CONTENT_HASH);
        }
        return hash;
    }

    private static boolean hasContent(S3Request request) {
        return request.headers().containsKey("transfer-encoding")
                || !Objects.requireNonNullElse(request.header("content-length"), "0")
                        .equals("0");
    }

    private static Map<String, String> lowerCase(Map<String, List<String>> headers) {
        var lowerCase = new HashMap<String, String>();
        headers.forEach((name, values) -> lowerCase.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return lowerCase;
    }
}
