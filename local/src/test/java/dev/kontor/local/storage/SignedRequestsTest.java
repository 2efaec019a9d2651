package dev.kontor.local.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A signature allows the request that was signed, and no other.
final class SignedRequestsTest {
    private static final String KEY = "files/one";

    @TempDir
    Path directory;

    private TestS3 s3;

    @BeforeEach
    void start() throws IOException {
        s3 = TestS3.start(directory);
    }

    @AfterEach
    void stop() throws Exception {
        s3.close();
    }

    @Test
    void aLinkUploadsAndAnotherDownloadsTheSame() throws Exception {
        var upload = s3.signUpload(KEY);
        var stored = s3.send("PUT", upload.link(), upload.headers(), TestS3.HELLO);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);

        var downloaded = s3.send("GET", s3.sign("GET", KEY).link(), Map.of());
        assertThat(downloaded.statusCode()).isEqualTo(200);
        assertThat(downloaded.body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource({
        "content-type, text/html",
        "if-none-match, ",
        "content-type, ",
        "x-amz-checksum-sha256, ",
        "x-amz-checksum-sha256, n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="
    })
    void aHeaderThatWasSignedIsNeitherChangedNorLeftOut(String name, String other) throws Exception {
        var upload = s3.signUpload(KEY);
        var headers = upload.headers();
        if (other == null) {
            headers.remove(name);
        } else {
            headers.put(name, other);
        }
        refused("SignatureDoesNotMatch", s3.send("PUT", upload.link(), headers, TestS3.HELLO));
    }

    @Test
    void anotherLengthIsRefused() throws Exception {
        var upload = s3.signUpload(KEY);
        refused("SignatureDoesNotMatch", s3.send("PUT", upload.link(), upload.headers(), "hello!".getBytes(UTF_8)));
        refused("SignatureDoesNotMatch", s3.send("PUT", upload.link(), upload.headers(), new byte[0]));
    }

    @ParameterizedTest
    @CsvSource({
        "/files/one, /files/two",
        "/kontor/, /others/",
        "content-type%3B, ''",
        "X-Amz-Expires=900, X-Amz-Expires=901",
        "X-Amz-Signature=, x-id=PutObject&X-Amz-Signature=",
        "X-Amz-Signature=, versionId=1&X-Amz-Signature="
    })
    void anotherAddressIsRefused(String part, String other) throws Exception {
        var upload = s3.signUpload(KEY);
        var tampered = upload.link().toString().replace(part, other);
        assertThat(tampered).isNotEqualTo(upload.link().toString());
        refused("SignatureDoesNotMatch", s3.send("PUT", URI.create(tampered), upload.headers(), TestS3.HELLO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE"})
    void anotherMethodIsRefused(String method) throws Exception {
        var upload = s3.signUpload(KEY).link();
        assertThat(s3.send(method, upload, Map.of()).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "BREW"})
    void whatIsNeverDoneIsRefusedInAnyCase(String method) throws Exception {
        var upload = s3.signUpload(KEY).link();
        assertThat(s3.send(method, upload, Map.of()).statusCode()).isEqualTo(405);
    }

    @Test
    void aHeaderThatS3ActsUponHasToBeSigned() throws Exception {
        var upload = s3.sign("PUT", KEY);
        refused(
                "AccessDenied",
                s3.send(
                        "PUT",
                        upload.link(),
                        Map.of("x-amz-checksum-sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="),
                        TestS3.HELLO));
    }

    @Test
    void aChangedParameterOfADownloadIsRefused() throws Exception {
        s3.store(KEY, TestS3.HELLO);
        var link = s3.sign("GET", KEY)
                .query("response-content-type", "text/plain")
                .query("response-content-disposition", "attachment")
                .link()
                .toString();
        for (var tampered : new String[] {
            link.replace("text%2Fplain", "text%2Fhtml"),
            link.replace("attachment", "inline"),
            link.replace("response-content-disposition=attachment&", ""),
            link + "&response-expires=0"
        }) {
            assertThat(tampered).isNotEqualTo(link);
            var answer = s3.send("GET", URI.create(tampered), Map.of());
            assertThat(answer.statusCode()).as(tampered).isEqualTo(403);
        }
        assertThat(s3.send("GET", URI.create(link), Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void aLinkIsGoodForItsTimeOnly() throws Exception {
        var now = Instant.now();
        var expired = s3.signUpload(KEY).at(now.minusSeconds(61)).life(Duration.ofMinutes(1));
        var early = s3.signUpload(KEY).at(now.plus(Duration.ofMinutes(16)));
        refused("Request has expired", s3.send("PUT", expired.link(), expired.headers(), TestS3.HELLO));
        refused("not yet valid", s3.send("PUT", early.link(), early.headers(), TestS3.HELLO));
        var moved = expired.link().toString().replaceFirst("(X-Amz-Date=\\d{8}T)\\d{6}", "$1000000");
        refused("", s3.send("PUT", URI.create(moved), expired.headers(), TestS3.HELLO));
    }

    @Test
    void anotherKeyIsRefused() throws Exception {
        var secret = s3.signUpload(KEY).secret("another");
        var id = s3.signUpload(KEY).accessKeyId("LOCALANOTHER");
        refused("SignatureDoesNotMatch", s3.send("PUT", secret.link(), secret.headers(), TestS3.HELLO));
        refused("InvalidAccessKeyId", s3.send("PUT", id.link(), id.headers(), TestS3.HELLO));
    }

    @Test
    void noSignatureIsRefused() throws Exception {
        var upload = s3.signUpload(KEY);
        refused("AccessDenied", s3.send("PUT", upload.uri(), upload.headers(), TestS3.HELLO));
        assertThat(s3.send("GET", upload.uri(), Map.of()).statusCode()).isEqualTo(403);
        assertThat(s3.send("DELETE", upload.uri(), Map.of()).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Expires=900, X-Amz-Expires=604801",
        "X-Amz-Expires=900, X-Amz-Expires=0",
        "X-Amz-Expires=900, X-Amz-Expires=soon",
        "X-Amz-Expires=900&, ''",
        "X-Amz-Algorithm=AWS4-HMAC-SHA256, X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256",
        "X-Amz-Algorithm, X-Amz-Expires=900&X-Amz-Algorithm",
        "%2Flocal%2Fs3, %2Feu-central-1%2Fs3",
        "%2Fs3%2F, %2Fsts%2F"
    })
    void whatIsNoSignatureOfS3IsABadRequest(String part, String other) throws Exception {
        var upload = s3.signUpload(KEY);
        var malformed = upload.link().toString().replace(part, other);
        assertThat(malformed).isNotEqualTo(upload.link().toString());
        var answer = s3.send("PUT", URI.create(malformed), upload.headers(), TestS3.HELLO);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(s3.statusOf(KEY)).isEqualTo(404);
    }

    @Test
    void aSignedBucketThatIsNotThereIsNotFound() throws Exception {
        var link = s3.sign("GET", KEY).bucket("others").link();
        var answer = s3.send("GET", link, Map.of());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<Code>NoSuchBucket</Code>");
    }

    @Test
    void requestsThatAreSignedByHeadersAreCheckedAsWell() throws Exception {
        s3.store(KEY, TestS3.HELLO);
        var head = s3.sign("HEAD", KEY).header("x-amz-checksum-mode", "ENABLED");
        assertThat(s3.send("HEAD", head.uri(), head.signedHeaders()).statusCode())
                .isEqualTo(200);

        var get = s3.sign("GET", KEY).header("range", "bytes=0-0");
        var others = get.signedHeaders();
        others.put("range", "bytes=0-4");
        refused(403, "SignatureDoesNotMatch", s3.send("GET", get.uri(), others));

        var late = s3.sign("DELETE", KEY).at(Instant.now().minus(Duration.ofMinutes(16)));
        refused(403, "RequestTimeTooSkewed", s3.send("DELETE", late.uri(), late.signedHeaders()));

        var empty = s3.sign("PUT", "files/two");
        refused(400, "XAmzContentSHA256Mismatch", s3.send("PUT", empty.uri(), empty.signedHeaders(), TestS3.HELLO));

        var delete = s3.sign("DELETE", KEY);
        assertThat(s3.send("DELETE", delete.uri(), delete.signedHeaders()).statusCode())
                .isEqualTo(204);
        assertThat(s3.statusOf(KEY)).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../escaped",
                "a/../../../escaped",
                "%2e%2e%2f%2e%2e%2fescaped",
                "%2Fetc%2Fescaped",
                "escaped%00",
                "..%5c..%5cescaped"
            })
    void noKeyLeadsOutOfTheBucket(String key) throws Exception {
        var upload = s3.sign("PUT", key);
        assertThat(put(upload.link())).startsWith("HTTP/1.1 200");
        try (var files = Files.walk(directory)) {
            assertThat(files.map(file -> directory.relativize(file).toString()))
                    .contains("storage-key", "storage-port", "storage/objects")
                    .allMatch(file -> file.matches(
                            "|storage(-key|-port|/drafts|/notices|/uploads|/objects" + "|/objects/[0-9a-f]{64})?"));
        }
        assertThat(directory.resolveSibling("escaped")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kontor/100%", "/kontor/a%zz", "/kontor/%ff", "/kontor/a?b=%"})
    void whatIsNotPercentEncodedIsNoUri(String target) throws Exception {
        var answer = put(s3.sign("PUT", KEY).link(), target);
        assertThat(answer).startsWith("HTTP/1.1 400").contains("<Code>InvalidURI</Code>");
    }

    /// Sends the path byte for byte. An HTTP client might normalize it.
    private static String put(URI link) throws IOException {
        return put(link, link.getRawPath() + "?" + link.getRawQuery());
    }

    private static String put(URI link, String target) throws IOException {
        try (var socket = new Socket(link.getHost(), link.getPort())) {
            socket.getOutputStream().write("""
                PUT %s HTTP/1.1
                Host: %s
                Content-Length: 5
                Connection: close

                hello\
                """.formatted(target, link.getRawAuthority())
                    .replace("\n", "\r\n")
                    .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /// Checks also that nothing was stored and no event was sent.
    private void refused(String why, HttpResponse<String> answer) throws Exception {
        refused(403, why, answer);
        assertThat(s3.statusOf(KEY)).isEqualTo(404);
        assertThat(s3.events).isEmpty();
    }

    private static void refused(int status, String why, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).startsWith("<?xml").contains("<Error><Code>", why);
    }
}
