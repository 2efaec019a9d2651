package dev.kontor.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.shared.Environment;
import dev.kontor.shared.Sha256;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Presigned requests that S3 would accept, and changed ones that it would refuse.
final class PresignedRequestTest {

    /// The time and the credentials of AWS's own examples.
    private static final Instant EXAMPLE_TIME = Instant.parse("2013-05-24T00:00:00Z");

    private static final StorageConfig.Credentials EXAMPLE =
            new StorageConfig.Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);

    private static final S3 EXAMPLE_BUCKET =
            new S3(URI.create("https://examplebucket.s3.amazonaws.com"), "us-east-1", EXAMPLE);

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");
    private static final String SECRET = TestBucket.NOWHERE.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    private static final String KEY = "files/f11e0000-0000-4000-8000-000000000001/0b9ec700-0000-4000-8000-000000000001";
    private static final String CHECKSUM = Sha256.hex("hello");

    private final ObjectStore store = store(Map.of());

    @Test
    void theExampleOfAwssDocumentationForAPresignedUrlComesOutTheSame() {
        var url = EXAMPLE_BUCKET.presign("GET", "test.txt", Map.of(), Map.of(), EXAMPLE_TIME, Duration.ofDays(1));

        assertThat(url)
                .startsWith("https://examplebucket.s3.amazonaws.com/test.txt?")
                .contains("X-Amz-Date=20130524T000000Z", "X-Amz-Expires=86400")
                .endsWith("X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @Test
    void theExampleOfAwssDocumentationForAnAuthorizationHeaderComesOutTheSame() {
        var request = EXAMPLE_BUCKET.request("GET", "test.txt", Map.of("Range", "bytes=0-9"), Map.of());

        var signed = EXAMPLE_BUCKET.sign(request, EXAMPLE_TIME, signing -> {});

        assertThat(signed.firstMatchingHeader("Authorization").orElseThrow())
                .endsWith("Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void anUploadIsExactlyTheContentThatWasDeclaredAndOnlyOnce() {
        var upload = store.upload(KEY, 5, "text/plain; charset=utf-8", CHECKSUM);

        assertThat(upload.method()).isEqualTo("PUT");
        assertThat(upload.expiresAt()).isEqualTo(Instant.parse("2026-02-03T04:20:06Z"));
        assertThat(upload.url())
                .startsWith("https://kontor-test.s3.eu-central-1.amazonaws.com/" + KEY + "?")
                .contains("X-Amz-Expires=900&", "X-Amz-Date=20260203T040506Z&");
        assertThat(upload.headers())
                .containsOnly(
                        Map.entry("Content-Type", "text/plain; charset=utf-8"),
                        Map.entry("If-None-Match", "*"),
                        Map.entry("x-amz-checksum-sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="));
        assertThat(query(upload.url()).get("X-Amz-SignedHeaders"))
                .isEqualTo("content-length;content-type;host;if-none-match;x-amz-checksum-sha256");

        var sent = new HashMap<>(upload.headers());
        sent.put("Content-Length", "5");
        assertThat(isAccepted("PUT", upload.url(), sent)).isTrue();
        assertThat(isAccepted("POST", upload.url(), sent)).isFalse();
        assertThat(isAccepted("PUT", upload.url().replace("000001/", "000002/"), sent))
                .isFalse();
        assertThat(isAccepted("PUT", upload.url().replace("eu-central-1.ama", "eu-west-1.ama"), sent))
                .isFalse();
        assertThat(isAccepted("PUT", upload.url().replace("=900&", "=9000&"), sent))
                .isFalse();
        for (var changed : List.of(
                Map.entry("Content-Length", "6"),
                Map.entry("Content-Type", "text/html"),
                Map.entry("If-None-Match", "\"\""),
                Map.entry("x-amz-checksum-sha256", "A".repeat(43) + "="))) {
            var others = new HashMap<>(sent);
            others.put(changed.getKey(), changed.getValue());
            assertThat(isAccepted("PUT", upload.url(), others))
                    .as("%s", changed)
                    .isFalse();
            others.remove(changed.getKey());
            assertThat(isAccepted("PUT", upload.url(), others))
                    .as("%s", changed)
                    .isFalse();
        }
    }

    @Test
    void withoutAChecksumNoneIsBound() {
        var upload = store.upload(KEY, 0, "text/plain", null);

        assertThat(upload.headers()).containsOnlyKeys("Content-Type", "If-None-Match");
        var sent = new HashMap<>(upload.headers());
        sent.put("Content-Length", "0");
        assertThat(isAccepted("PUT", upload.url(), sent)).isTrue();
    }

    @Test
    void aDownloadComesUnderTheFilesNameAndType() {
        var download = store.download(KEY, "Ä \"b\"\r\n;&=+.html", "text/html; charset=utf-8", null);

        assertThat(download.method()).isEqualTo("GET");
        assertThat(download.headers()).isEmpty();
        assertThat(download.url()).doesNotContain("\r", "\n", " ", "\"");
        assertThat(query(download.url()))
                .containsEntry("response-content-type", "text/html; charset=utf-8")
                .containsEntry(
                        "response-content-disposition",
                        "attachment; filename=\"_ _b___;&=+.html\";"
                                + " filename*=UTF-8''%C3%84%20%22b%22%0D%0A%3B&%3D+.html");
        assertThat(isAccepted("GET", download.url(), Map.of())).isTrue();
        assertThat(isAccepted("GET", download.url().replace("attachment", "inline"), Map.of()))
                .isFalse();
        assertThat(isAccepted("PUT", download.url(), Map.of())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "P1D, 900",
        "PT15M, 900",
        "PT14M59.9S, 899",
        "PT1M, 60",
        "PT0.5S, 1",
        "-PT1S, 1",
    })
    void aDownloadDoesNotOutliveItsEnd(Duration left, long seconds) {
        var now = NOW.truncatedTo(ChronoUnit.SECONDS);

        var download = store.download(KEY, "a.txt", "text/plain", now.plus(left));

        assertThat(download.expiresAt()).isEqualTo(now.plusSeconds(seconds));
        assertThat(query(download.url())).containsEntry("X-Amz-Expires", Long.toString(seconds));
        assertThat(isAccepted("GET", download.url(), Map.of())).isTrue();
    }

    @Test
    void theLongestNameStillFitsIntoARequest() {
        var download = store.download(KEY, "😀".repeat(495) + ".jpeg", "image/jpeg", null);

        assertThat(download.url().length()).isLessThan(4_096);
    }

    @Test
    void anotherS3IsAskedByPath() {
        var other = store(Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000"));

        var download = other.download(KEY, "a.txt", "text/plain", null);

        assertThat(download.url()).startsWith("http://127.0.0.1:9000/kontor-test/" + KEY + "?");
        assertThat(isAccepted("GET", download.url(), Map.of())).isTrue();
    }

    @Test
    void temporaryCredentialsBringTheirToken() {
        var temporary = store(Map.of("AWS_SESSION_TOKEN", "a/token+="));

        var download = temporary.download(KEY, "a.txt", "text/plain", null);

        assertThat(query(download.url())).containsEntry("X-Amz-Security-Token", "a/token+=");
        assertThat(isAccepted("GET", download.url(), Map.of())).isTrue();
    }

    private static boolean isAccepted(String method, String url, Map<String, String> sent) {
        return SignatureV4.matches(method, url, sent, SECRET);
    }

    private static ObjectStore store(Map<String, String> variables) {
        var environment = new HashMap<>(TestBucket.NOWHERE);
        environment.putAll(variables);
        return new ObjectStore(StorageConfig.from(new Environment(environment)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Map<String, String> query(String url) {
        return Arrays.stream(URI.create(url).getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1].replace("+", "%2B"), StandardCharsets.UTF_8)));
    }
}
