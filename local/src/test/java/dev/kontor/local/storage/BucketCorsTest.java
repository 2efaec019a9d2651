package dev.kontor.local.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.template.CorsRule;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages of other origins upload and download by the bucket's rules, as they do on Amazon S3.
final class BucketCorsTest {
    private static final String KEY = "one";
    private static final String ORIGIN = "http://localhost:5173";
    private static final String ALLOW_ORIGIN = "access-control-allow-origin";
    private static final CorsRule GET = new CorsRule(List.of("GET"), List.of("range"), List.of(), Duration.ZERO);
    private static final CorsRule PUT =
            new CorsRule(List.of("PUT", "GET"), List.of("content-*"), List.of("ETag", "X-A"), Duration.ofHours(1));

    @TempDir
    Path directory;

    private TestS3 s3;

    @BeforeEach
    void start() throws Exception {
        s3 = TestS3.start(directory, List.of(GET, PUT));
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void aPreflightIsAnsweredByTheRuleThatAllowsTheRequest() throws Exception {
        var response = preflight(ORIGIN, "PUT", "Content-Type, content-md5");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(cors(response))
                .isEqualTo(Map.of(
                        ALLOW_ORIGIN,
                        ORIGIN,
                        "access-control-allow-methods",
                        "PUT, GET",
                        "access-control-allow-headers",
                        "content-type, content-md5",
                        "access-control-expose-headers",
                        "ETag, X-A",
                        "access-control-max-age",
                        "3600"));
        assertThat(response.headers().allValues("vary"))
                .containsExactly("Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com, PUT, content-type",
        "http://localhost:5173, DELETE, content-type",
        "http://localhost:5173, PUT, 'content-type,x-a'",
        "http://localhost:5173, PUT, range",
        "http://localhost:5173, GET, 'range,content-type'"
    })
    void aPreflightThatNoRuleAllowsIsRefused(String origin, String method, String headers) throws Exception {
        var response = preflight(origin, method, headers);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("<Code>AccessForbidden</Code>");
        assertThat(cors(response)).isEmpty();
    }

    @Test
    void anOptionsRequestThatAsksNothingIsRefused() throws Exception {
        var link = s3.sign("GET", KEY).link();

        assertThat(s3.send("OPTIONS", link, Map.of()).statusCode()).isEqualTo(400);
        assertThat(s3.send("OPTIONS", link, Map.of("origin", ORIGIN)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void anUploadMayBeReadWithTheHeadersThatTheRuleExposes() throws Exception {
        var upload = s3.signUpload(KEY);
        var headers = new HashMap<>(upload.headers());
        headers.put("origin", ORIGIN);
        var response = s3.send("PUT", upload.link(), headers, TestS3.HELLO);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(cors(response))
                .containsEntry(ALLOW_ORIGIN, ORIGIN)
                .containsEntry("access-control-expose-headers", "ETag, X-A")
                .doesNotContainKey("access-control-allow-headers");
    }

    @Test
    void errorsMayBeReadToo() throws Exception {
        var missing = s3.send("GET", s3.sign("GET", KEY).link(), Map.of("origin", ORIGIN));
        var unsigned = s3.send("PUT", s3.sign("GET", KEY).link(), Map.of("origin", "http://[::1]:80"), TestS3.HELLO);

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(cors(missing)).containsEntry(ALLOW_ORIGIN, ORIGIN);
        assertThat(unsigned.statusCode()).isEqualTo(403);
        assertThat(cors(unsigned)).containsEntry(ALLOW_ORIGIN, "http://[::1]:80");
    }

    @Test
    void whoIsNotAllowedGetsAResponseWithoutTheHeaders() throws Exception {
        s3.store(KEY, TestS3.HELLO);

        for (var headers : List.of(Map.<String, String>of(), Map.of("origin", "https://example.com"))) {
            var response = s3.send("GET", s3.sign("GET", KEY).link(), headers);
            assertThat(response.body()).isEqualTo("hello");
            assertThat(cors(response)).isEmpty();
        }
        var head = s3.send("HEAD", s3.sign("HEAD", KEY).link(), Map.of("origin", ORIGIN));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(cors(head)).isEmpty();
    }

    private HttpResponse<String> preflight(String origin, String method, String headers) throws Exception {
        var request = Map.of(
                "origin", origin,
                "access-control-request-method", method,
                "access-control-request-headers", headers);
        return s3.send("OPTIONS", s3.signUpload(KEY).link(), request);
    }

    private static Map<String, String> cors(HttpResponse<?> response) {
        var headers = new HashMap<String, String>();
        response.headers().map().forEach((name, values) -> {
            if (name.startsWith("access-control-")) {
                headers.put(name, String.join("|", values));
            }
        });
        return headers;
    }
}
