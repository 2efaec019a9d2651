package dev.kontor.local.storage;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Signs a request as an app does. The signature is made now and is valid for 15 minutes, unless a
/// test says otherwise.
final class Signing {
    private final String endpoint;
    private final String method;
    private final String key;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> query = new LinkedHashMap<>();
    private String bucket;
    private String region;
    private AwsCredentialsIdentity identity;
    private Instant time = Instant.now();
    private Duration life = Duration.ofMinutes(15);

    /// @param environment the functions' environment variables
    /// @param key the object's key, encoded as in a URL
    Signing(Map<String, String> environment, String method, String key) {
        this.endpoint = value(environment, "AWS_ENDPOINT_URL_S3");
        this.bucket = value(environment, "STORAGE_BUCKET");
        this.region = value(environment, "AWS_REGION");
        this.identity = AwsCredentialsIdentity.create(
                value(environment, "AWS_ACCESS_KEY_ID"), value(environment, "AWS_SECRET_ACCESS_KEY"));
        this.method = method;
        this.key = key;
    }

    Signing header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Signing query(String name, String value) {
        query.put(name, value);
        return this;
    }

    Signing bucket(String name) {
        bucket = name;
        return this;
    }

    Signing region(String name) {
        region = name;
        return this;
    }

    Signing accessKeyId(String id) {
        identity = AwsCredentialsIdentity.create(id, identity.secretAccessKey());
        return this;
    }

    Signing secret(String secret) {
        identity = AwsCredentialsIdentity.create(identity.accessKeyId(), secret);
        return this;
    }

    Signing at(Instant other) {
        time = other;
        return this;
    }

    Signing life(Duration other) {
        life = other;
        return this;
    }

    /// A client must send these headers with the link.
    Map<String, String> headers() {
        return new HashMap<>(headers);
    }

    URI link() {
        return sign(true).getUri();
    }

    /// Signs a request without a body in its headers, and returns all of them.
    Map<String, String> signedHeaders() {
        var signed = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        sign(false).forEachHeader((name, values) -> signed.put(name, values.getFirst()));
        return signed;
    }

    /// The address for a request with [#signedHeaders()].
    URI uri() {
        return request().getUri();
    }

    private SdkHttpRequest request() {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(URI.create(endpoint + "/" + bucket + "/" + key));
        headers.forEach(request::putHeader);
        query.forEach(request::putRawQueryParameter);
        return request.build();
    }

    private SdkHttpRequest sign(boolean inQuery) {
        return AwsV4HttpSigner.create()
                .sign(signing -> {
                    signing.identity(identity)
                            .request(request())
                            .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC))
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                            .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                            .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                            .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, !inQuery);
                    if (inQuery) {
                        signing.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, life);
                    }
                })
                .request();
    }

    private static String value(Map<String, String> environment, String name) {
        return Objects.requireNonNull(environment.get(name));
    }
}
