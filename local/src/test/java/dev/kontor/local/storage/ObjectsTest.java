package dev.kontor.local.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObjectsTest {
    private static final String KEY = "files/one";
    private static final String CHECKSUM = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

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
    void aSecondUploadIsRefusedWhereTheFirstIsToStay() throws Exception {
        var first = s3.signUpload(KEY);
        assertThat(s3.send("PUT", first.link(), first.headers(), TestS3.HELLO).statusCode())
                .isEqualTo(200);
        var second = s3.sign("PUT", KEY).header("if-none-match", "*");
        var refusal = s3.send("PUT", second.link(), second.headers(), "other".getBytes(UTF_8));
        assertThat(refusal.statusCode()).isEqualTo(412);
        assertThat(refusal.body()).contains("<Code>PreconditionFailed</Code>");
        assertThat(get(Map.of()).body()).isEqualTo("hello");
        assertThat(s3.events).hasSize(1);
    }

    @Test
    void ofSeveralUploadsAtOnceOneComesToBe() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var upload = s3.signUpload(KEY);
            var uploads = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 16; i++) {
                uploads.add(() -> s3.send("PUT", upload.link(), upload.headers(), TestS3.HELLO)
                        .statusCode());
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(uploads)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        }
        assertThat(s3.events).hasSize(1);
    }

    @Test
    void withoutThatConditionTheLaterOneReplacesTheEarlier() throws Exception {
        s3.store(KEY, TestS3.HELLO);
        s3.store(KEY, "later".getBytes(UTF_8));
        assertThat(get(Map.of()).body()).isEqualTo("later");
        assertThat(s3.events).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-checksum-sha256, n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=, BadDigest",
        "content-md5, CY9rzUYh03PK3k6DJie09g==, BadDigest",
        "x-amz-checksum-sha256, aGVsbG8=, InvalidRequest",
        "content-md5, ???, InvalidRequest"
    })
    void contentThatIsNotWhatItsDigestSaysIsRefused(String header, String value, String code) throws Exception {
        var upload = s3.sign("PUT", KEY).header(header, value);
        refused(400, code, s3.send("PUT", upload.link(), upload.headers(), TestS3.HELLO));
    }

    @Test
    void contentIsTakenByItsLengthAlone() throws Exception {
        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(TestS3.HELLO));
        refused(411, "MissingContentLength", s3.send("PUT", s3.sign("PUT", KEY).link(), Map.of(), chunked));
    }

    @Test
    void anUploadThatBreaksOffStoresNothing() throws Exception {
        var link = s3.sign("PUT", KEY).link();
        try (var socket = new Socket(link.getHost(), link.getPort())) {
            socket.getOutputStream().write("""
                PUT %s?%s HTTP/1.1
                Host: %s
                Content-Length: 6

                hello\
                """.formatted(link.getRawPath(), link.getRawQuery(), link.getRawAuthority())
                    .replace("\n", "\r\n")
                    .getBytes(UTF_8));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .doesNotContain("200");
        }
        assertThat(s3.statusOf(KEY)).isEqualTo(404);
        assertThat(directory.resolve("storage/drafts")).isEmptyDirectory();
        assertThat(directory.resolve("storage/notices")).isEmptyDirectory();
    }

    /// The test bypasses the HTTP server, because the rule must hold whichever server is used.
    @Test
    void contentThatIsShorterThanItsLengthIsRefused() throws Exception {
        var bucket = new Bucket(directory.resolve("another"));
        var events = new ObjectCreatedEvents("kontor", "local");
        try (var deliveries = new Deliveries(bucket, events, (_, _) -> {}, Duration.ofSeconds(1))) {
            var request = new S3Request(
                    "PUT",
                    "/kontor/one",
                    "kontor",
                    "one",
                    Map.of(),
                    Map.of("content-length", "6"),
                    new ByteArrayInputStream(TestS3.HELLO));
            assertThatThrownBy(() -> new PutObject(bucket, new ObjectPublisher(deliveries)).respond(request))
                    .isInstanceOf(S3Error.class)
                    .hasMessageContaining("number of bytes");
        }
        assertThat(bucket.has("one")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-acl, public-read",
        "x-amz-meta-owner, me",
        "x-amz-checksum-crc32, AAAAAA==",
        "if-none-match, 'W/\"a\"'"
    })
    void whatWouldSilentlyNotHappenIsRefused(String header, String value) throws Exception {
        var upload = s3.sign("PUT", KEY).header(header, value);
        refused(501, "NotImplemented", s3.send("PUT", upload.link(), upload.headers(), TestS3.HELLO));
        var subresource = s3.sign("GET", KEY).query("acl", "").link();
        assertThat(s3.send("GET", subresource, Map.of()).statusCode()).isEqualTo(501);
        var list = s3.sign("GET", "").query("x-id", "ListObjects").link();
        assertThat(s3.send("GET", list, Map.of()).statusCode()).isEqualTo(501);
    }

    @Test
    void aHeadTellsWhatIsKnown() throws Exception {
        var upload = s3.signUpload(KEY);
        var stored = s3.send("PUT", upload.link(), upload.headers(), TestS3.HELLO);
        var asked = s3.sign("HEAD", KEY).header("x-amz-checksum-mode", "ENABLED");
        var head = s3.send("HEAD", asked.link(), asked.headers());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "content-length")).isEqualTo("5");
        assertThat(header(head, "content-type")).isEqualTo("text/plain");
        assertThat(header(head, "x-amz-checksum-sha256")).isEqualTo(CHECKSUM);
        assertThat(header(head, "etag"))
                .isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"")
                .isEqualTo(header(stored, "etag"));
        assertThat(header(head, "last-modified")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} .* GMT");

        var unasked = s3.send("HEAD", s3.sign("HEAD", KEY).link(), Map.of());
        assertThat(header(unasked, "x-amz-checksum-sha256")).isNull();
    }

    @Test
    void aChecksumIsToldOnlyIfTheUploadHadOne() throws Exception {
        s3.store(KEY, TestS3.HELLO);
        var asked = s3.sign("HEAD", KEY).header("x-amz-checksum-mode", "ENABLED");
        assertThat(header(s3.send("HEAD", asked.link(), asked.headers()), "x-amz-checksum-sha256"))
                .isNull();
    }

    @Test
    void contentMayBeEmpty() throws Exception {
        s3.store(KEY, new byte[0]);
        var empty = get(Map.of());
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
        assertThat(header(empty, "content-length")).isEqualTo("0");
        assertThat(get(Map.of("range", "bytes=0-")).statusCode()).isEqualTo(416);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 206, h, bytes 0-0/5",
        "bytes=1-3, 206, ell, bytes 1-3/5",
        "bytes=3-, 206, lo, bytes 3-4/5",
        "bytes=3-900, 206, lo, bytes 3-4/5",
        "bytes=-2, 206, lo, bytes 3-4/5",
        "bytes=-900, 206, hello, bytes 0-4/5",
        "'bytes=0-0,4-4', 200, hello,",
        "bytes=3-1, 200, hello,",
        "bytes=-, 200, hello,",
        "lines=1-2, 200, hello,"
    })
    void aRangeIsRead(String range, int status, String content, @Nullable String contentRange) throws Exception {
        s3.store(KEY, TestS3.HELLO);
        var answer = get(Map.of("range", range));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(header(answer, "content-range")).isEqualTo(contentRange);
    }

    @ParameterizedTest
    @CsvSource({"bytes=5-", "bytes=5-9", "bytes=-0"})
    void aRangeWithNothingInItIsRefused(String range) throws Exception {
        s3.store(KEY, TestS3.HELLO);
        var answer = get(Map.of("range", range));
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.body()).contains("<Code>InvalidRange</Code>");
    }

    @Test
    void whoHasItAlreadyIsNotSentItAgain() throws Exception {
        s3.store(KEY, TestS3.HELLO);
        var etag = String.valueOf(header(get(Map.of()), "etag"));
        assertThat(get(Map.of("if-none-match", "\"a\", " + etag)).statusCode()).isEqualTo(304);
        assertThat(get(Map.of("if-none-match", "\"a\"")).statusCode()).isEqualTo(200);
        assertThat(get(Map.of("if-match", etag)).statusCode()).isEqualTo(200);
        assertThat(get(Map.of("if-match", "\"a\"")).statusCode()).isEqualTo(412);
    }

    @Test
    void aLinkSaysWhichNameAndTypeADownloadHas() throws Exception {
        s3.store(KEY, TestS3.HELLO);
        var disposition = "attachment; filename=\"L_beck.pdf\"; filename*=UTF-8''L%C3%BCbeck.pdf";
        var link = s3.sign("GET", KEY)
                .query("response-content-disposition", disposition)
                .query("response-content-type", "application/pdf")
                .link();
        var answer = s3.send("GET", link, Map.of());
        assertThat(header(answer, "content-disposition")).isEqualTo(disposition);
        assertThat(header(answer, "content-type")).isEqualTo("application/pdf");

        var split = s3.sign("GET", KEY)
                .query("response-content-type", "text/plain\r\nX-A: b")
                .link();
        assertThat(s3.send("GET", split, Map.of()).statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsNotThereIsNotFoundAndDeletedAllTheSame() throws Exception {
        var missing = get(Map.of());
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("<Code>NoSuchKey</Code>");
        s3.store(KEY, TestS3.HELLO);
        for (var i = 0; i < 2; i++) {
            assertThat(s3.send("DELETE", s3.sign("DELETE", KEY).link(), Map.of())
                            .statusCode())
                    .isEqualTo(204);
        }
        assertThat(s3.statusOf(KEY)).isEqualTo(404);
    }

    @Test
    void allBytesComeBackAsTheyWere() throws Exception {
        var content = new byte[3 * 1024 * 1024 + 1];
        new Random(1).nextBytes(content);
        var text = Base64.getEncoder().encode(content);
        s3.store(KEY, text);
        assertThat(get(Map.of()).body().getBytes(UTF_8)).isEqualTo(text);
    }

    private HttpResponse<String> get(Map<String, String> headers) throws Exception {
        return s3.send("GET", s3.sign("GET", KEY).link(), headers);
    }

    private void refused(int status, String code, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
        assertThat(s3.statusOf(KEY)).isEqualTo(404);
        assertThat(List.copyOf(s3.events)).isEmpty();
    }

    private static @Nullable String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
