package dev.kontor.storage;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Requests for the objects of one bucket, signed by Signature Version 4. They are sent from here,
/// or handed out for somebody else to send. Only this class knows AWS's SDK, so code that does not
/// need it never loads it. Thread-safe.
final class S3 {

    private static final int BUFFER_BYTES = 1 << 13;

    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_FOUND = 404;

    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    private final URI bucketUrl;
    private final String region;
    private final Supplier<AwsCredentialsIdentity> credentials;

    /// S3's response.
    ///
    /// @param headers names are matched in any case
    /// @param body empty where there is none
    record Reply(int status, Map<String, String> headers, String body) {}

    /// The HTTP clients, in a class of their own: presigning does not need them.
    private static final class Http {
        private static final SdkHttpClient CLIENT = client(Limits.STORAGE_READ_TIMEOUT);
        private static final SdkHttpClient PATIENT_CLIENT = client(Limits.STORAGE_COMPLETION_READ_TIMEOUT);

        private static SdkHttpClient client(Duration readTimeout) {
            return UrlConnectionHttpClient.builder()
                    .connectionTimeout(Limits.STORAGE_CONNECT_TIMEOUT)
                    .socketTimeout(readTimeout)
                    .build();
        }
    }

    /// @param bucketUrl without a slash at its end
    /// @param credentials null for those that the SDK finds in this environment, and looks up again
    ///   when they expire
    S3(URI bucketUrl, String region, StorageConfig.@Nullable Credentials credentials) {
        this.bucketUrl = bucketUrl;
        this.region = region;
        this.credentials = credentials == null ? found() : given(credentials);
    }

    /// The URL of a request for somebody else to send. The signature covers the method, the object,
    /// the query, and the headers with `Host`. It covers the body only as far as the headers
    /// describe it.
    ///
    /// @param life whole seconds, at most 7 days
    String presign(
            String method,
            String storageKey,
            Map<String, String> headers,
            Map<String, String> query,
            Instant now,
            Duration life) {
        return sign(
                        request(method, storageKey, headers, query),
                        now,
                        signing -> signing.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, life)
                                // The signature of a link leaves the body open.
                                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false))
                .getUri()
                .toString();
    }

    /// Sends a request without a body.
    ///
    /// @throws StorageUnavailableException when no response came in time
    Reply send(String method, String storageKey, Map<String, String> headers) {
        return send(method, storageKey, headers, Map.of());
    }

    /// Sends a request without a body.
    ///
    /// @throws StorageUnavailableException when no response came in time
    Reply send(String method, String storageKey, Map<String, String> headers, Map<String, String> query) {
        var request = request(method, storageKey, headers, query);
        var signed = traced(sign(request, Instant.now(), signing -> {}));
        return send(Http.CLIENT, HttpExecuteRequest.builder().request(signed));
    }

    /// Sends a document, and has more patience with the response.
    ///
    /// @throws StorageUnavailableException when no response came in time
    Reply post(String storageKey, Map<String, String> query, String document) {
        var content = ContentStreamProvider.fromUtf8String(document);
        var length = document.getBytes(StandardCharsets.UTF_8).length;
        var headers = Map.of("Content-Length", Integer.toString(length), "Content-Type", "application/xml");
        var request = request("POST", storageKey, headers, query);
        var signed = traced(sign(request, Instant.now(), signing -> signing.payload(content)));
        return send(
                Http.PATIENT_CLIENT,
                HttpExecuteRequest.builder().request(signed).contentStreamProvider(content));
    }

    /// Sends content of a known length. The signature leaves it open, as that of a link does, so that it
    /// is read once.
    ///
    /// @param content begins to read it
    /// @throws StorageUnavailableException when no response came in time
    Reply put(
            String storageKey,
            Map<String, String> headers,
            Map<String, String> query,
            Supplier<InputStream> content,
            long length) {
        var all = new HashMap<>(headers);
        all.put("Content-Length", Long.toString(length));
        ContentStreamProvider body = content::get;
        var request = request("PUT", storageKey, all, query);
        var signed = traced(sign(
                request,
                Instant.now(),
                signing -> signing.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Limits.PRESIGNED_LIFETIME)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)));
        return send(
                Http.PATIENT_CLIENT,
                HttpExecuteRequest.builder().request(signed).contentStreamProvider(body),
                Limits.EXPORT_LEASE);
    }

    /// Begins to read an object, which the caller closes; empty when there is no such object.
    ///
    /// @param range a value of the header `Range`
    /// @throws StorageUnavailableException when no response came in time, or not as expected
    Optional<InputStream> open(String storageKey, String range) {
        var signed = traced(
                sign(request("GET", storageKey, Map.of("Range", range), Map.of()), Instant.now(), signing -> {}));
        try {
            var response = Http.CLIENT
                    .prepareRequest(HttpExecuteRequest.builder().request(signed).build())
                    .call();
            var status = response.httpResponse().statusCode();
            if (status == PARTIAL_CONTENT) {
                return Optional.of(response.responseBody().orElseThrow());
            }
            var error = response.responseBody().isPresent()
                    ? body(response.responseBody().get(), Instant.now().plus(Limits.STORAGE_READ_TIMEOUT))
                    : "";
            // A missing bucket is a 404 as well.
            if (status == NOT_FOUND && S3Document.of(error).text("Code").equals("NoSuchKey")) {
                return Optional.empty();
            }
            throw ObjectStore.unexpected(status);
        } catch (IOException e) {
            throw new StorageUnavailableException("S3 does not answer", e);
        }
    }

    private static Reply send(SdkHttpClient client, HttpExecuteRequest.Builder request) {
        return send(client, request, Limits.STORAGE_COMPLETION_TIMEOUT);
    }

    /// @param time for the request and all of its response
    private static Reply send(SdkHttpClient client, HttpExecuteRequest.Builder request, Duration time) {
        try {
            var end = Instant.now().plus(time);
            var response = client.prepareRequest(request.build()).call();
            var named = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            response.httpResponse().forEachHeader((name, values) -> named.put(name, values.getFirst()));
            var body = response.responseBody().isPresent()
                    ? body(response.responseBody().get(), end)
                    : "";
            return new Reply(response.httpResponse().statusCode(), named, body);
        } catch (IOException e) {
            throw new StorageUnavailableException("S3 does not answer", e);
        }
    }

    /// Reads and closes a body, so that the connection can be used again. Each wait is bounded by the
    /// client, and all of them by `end`.
    private static String body(InputStream content, Instant end) throws IOException {
        try (content) {
            var body = new ByteArrayOutputStream();
            var buffer = new byte[BUFFER_BYTES];
            for (var count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                body.write(buffer, 0, count);
                if (Instant.now().isAfter(end)) {
                    throw new StorageUnavailableException("S3 does not come to an end");
                }
            }
            return body.toString(StandardCharsets.UTF_8);
        }
    }

    SdkHttpRequest sign(
            SdkHttpRequest request, Instant now, Consumer<SignRequest.Builder<AwsCredentialsIdentity>> properties) {
        return SIGNER.sign(signing -> {
                    signing.identity(credentials.get())
                            .request(request)
                            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC))
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                            // S3 signs a path as it is.
                            .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                            .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false);
                    properties.accept(signing);
                })
                .request();
    }

    /// Adds the trace after the signature, which must survive a proxy that counts itself in.
    private static SdkHttpRequest traced(SdkHttpRequest signed) {
        return Trace.current()
                .map(trace -> signed.copy(copy -> copy.putHeader(Trace.HEADER, trace.parent())))
                .orElse(signed);
    }

    /// Storage keys contain no character that a URL would have to encode.
    SdkHttpRequest request(String method, String storageKey, Map<String, String> headers, Map<String, String> query) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(URI.create(bucketUrl + "/" + storageKey));
        headers.forEach(request::putHeader);
        query.forEach(request::putRawQueryParameter);
        return request.build();
    }

    private static Supplier<AwsCredentialsIdentity> found() {
        var provider = DefaultCredentialsProvider.builder().build();
        return provider::resolveCredentials;
    }

    private static Supplier<AwsCredentialsIdentity> given(StorageConfig.Credentials credentials) {
        var token = credentials.sessionToken();
        var identity = token == null
                ? AwsCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey())
                : AwsSessionCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey(), token);
        return () -> identity;
    }
}
