package dev.kontor.local.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.template.CorsRule;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Uploads in parts, with S3's own limits and errors.
final class MultipartUploadsTest {
    private static final String KEY = "files/one";
    private static final int SMALLEST = 5 << 20;
    private static final byte[] FIRST = new byte[SMALLEST];
    private static final byte[] LAST = "the end".getBytes(UTF_8);

    @TempDir
    Path directory;

    private TestS3 s3;

    @BeforeEach
    void start() throws IOException {
        s3 = TestS3.start(directory);
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void partsInAnyOrderBecomeOneObject() throws Exception {
        var id = create();
        var last = put(id, 2, LAST);
        var first = put(id, 1, FIRST);

        var answer = complete(id, list(1, first, 2, last));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<ETag>\"" + etag(FIRST, LAST) + "-2\"</ETag>");
        var object = s3.send("GET", s3.sign("GET", KEY).link(), Map.of());
        assertThat(object.body()).hasSize(SMALLEST + LAST.length).endsWith("the end");
        assertThat(object.headers().firstValue("content-type")).contains("video/mp4");
        assertThat(object.headers().firstValue("etag")).contains('"' + etag(FIRST, LAST) + "-2\"");
        assertThat(Objects.requireNonNull(s3.events.poll()).toString())
                .contains("ObjectCreated:CompleteMultipartUpload", "-2");
        assertThat(s3.events).isEmpty();
        refused(404, "NoSuchUpload", complete(id, list(1, first, 2, last)));
    }

    @Test
    void thePartsThatHaveArrivedAreListedByTheirNumbers() throws Exception {
        var id = create();
        put(id, 10_000, LAST);
        put(id, 7, LAST);
        put(id, 3, "another".getBytes(UTF_8));
        put(id, 3, LAST);

        var all = send("GET", id, Map.of()).body();
        assertThat(numbers(all)).containsExactly(3, 7, 10_000);
        assertThat(all).contains("<IsTruncated>false<", "<Size>7</Size>", "<ETag>\"" + md5(LAST) + "\"</ETag>");
        var page = send("GET", id, Map.of("max-parts", "1", "part-number-marker", "3"))
                .body();
        assertThat(numbers(page)).containsExactly(7);
        assertThat(page).contains("<IsTruncated>true<", "<NextPartNumberMarker>7<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10001", "-1", "x", ""})
    void aPartHasANumberFromOneToTenThousand(String number) throws Exception {
        refused(400, "InvalidArgument", send("PUT", create(), Map.of("partNumber", number), LAST));
    }

    @Test
    void everyPartButTheLastHasAtLeastFiveMebibytes() throws Exception {
        var id = create();
        var small = put(id, 1, LAST);
        var last = put(id, 2, LAST);

        refused(400, "EntityTooSmall", complete(id, list(1, small, 2, last)));
        assertThat(complete(id, list(1, small)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "<CompleteMultipartUpload></CompleteMultipartUpload>, MalformedXML",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>, MalformedXML",
        "{}, MalformedXML",
    })
    void aListOfAnotherFormIsRefused(String document, String code) throws Exception {
        refused(400, code, send("POST", create(), Map.of(), document.getBytes(UTF_8)));
    }

    @Test
    void aListIsRefusedForItsOrderAndForWhatHasNotArrived() throws Exception {
        var id = create();
        var first = put(id, 1, FIRST);
        var last = put(id, 2, LAST);

        refused(400, "InvalidPartOrder", complete(id, list(2, last, 1, first)));
        refused(400, "InvalidPartOrder", complete(id, list(1, first, 1, first)));
        refused(400, "InvalidPart", complete(id, list(1, first, 3, last)));
        refused(400, "InvalidPart", complete(id, list(1, last, 2, last)));
        refused(400, "InvalidPart", complete(id, list(1, "none", 2, last)));
        assertThat(s3.events).isEmpty();
        assertThat(s3.statusOf(KEY)).isEqualTo(404);
        assertThat(complete(id, list(1, first, 2, last)).statusCode()).isEqualTo(200);
    }

    @Test
    void aPartThatArrivesAfterTheAbortFindsNoUpload() throws Exception {
        var id = create();
        put(id, 1, LAST);

        assertThat(send("DELETE", id, Map.of()).statusCode()).isEqualTo(204);

        refused(404, "NoSuchUpload", send("PUT", id, Map.of("partNumber", "2"), LAST));
        refused(404, "NoSuchUpload", send("GET", id, Map.of()));
        refused(404, "NoSuchUpload", send("DELETE", id, Map.of()));
        refused(404, "NoSuchUpload", complete(id, list(1, md5(LAST))));
        assertThat(directory.resolve("storage/uploads")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "../objects", "..%2Fobjects"})
    void anUploadThatNobodyBeganDoesNotExist(String id) throws Exception {
        refused(404, "NoSuchUpload", send("PUT", id, Map.of("partNumber", "1"), LAST));
    }

    @Test
    void anUploadIsOneOfItsObjectAlone() throws Exception {
        var other = s3.sign("PUT", "files/two").query("partNumber", "1").query("uploadId", create());
        refused(404, "NoSuchUpload", s3.send("PUT", other.link(), Map.of(), LAST));
    }

    @Test
    void aLinkIsForOneLengthAndOnePart() throws Exception {
        var id = create();
        var part = s3.sign("PUT", KEY)
                .header("content-length", Integer.toString(LAST.length))
                .query("partNumber", "1")
                .query("uploadId", id);

        refused(403, "SignatureDoesNotMatch", s3.send("PUT", part.link(), Map.of(), TestS3.HELLO));
        assertThat(s3.send("PUT", part.link(), Map.of(), LAST).statusCode()).isEqualTo(200);
    }

    @Test
    void anUploadSurvivesARestartAndGoesOn() throws Exception {
        var id = create();
        var first = put(id, 1, FIRST);
        s3.close();
        s3 = TestS3.start(directory);

        var last = put(id, 2, LAST);

        assertThat(complete(id, list(1, first, 2, last)).statusCode()).isEqualTo(200);
    }

    @Test
    void anUploadOfAWeekAgoIsAbortedAtTheNextStart() throws Exception {
        var old = create();
        var recent = create();
        s3.close();
        Files.setLastModifiedTime(
                directory.resolve("storage/uploads/" + old + "/target"),
                FileTime.from(Instant.now().minus(Duration.ofDays(7))));
        s3 = TestS3.start(directory);

        refused(404, "NoSuchUpload", send("GET", old, Map.of()));
        assertThat(send("GET", recent, Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void aPageMayReadTheEntityTagOfItsPart() throws Exception {
        s3.close();
        s3 = TestS3.start(
                directory, List.of(new CorsRule(List.of("GET", "PUT"), List.of("*"), List.of("ETag"), Duration.ZERO)));
        var part = s3.sign("PUT", KEY).query("partNumber", "1").query("uploadId", create());

        var answer = s3.send("PUT", part.link(), Map.of("Origin", "http://localhost:5173"), LAST);

        assertThat(answer.headers().firstValue("access-control-expose-headers")).contains("ETag");
        assertThat(answer.headers().firstValue("etag")).contains('"' + md5(LAST) + '"');
    }

    private String create() throws Exception {
        var begun = s3.sign("POST", KEY).header("content-type", "video/mp4").query("uploads", "");
        var answer = s3.send("POST", begun.link(), begun.headers());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var id = Pattern.compile("<UploadId>(.+)</UploadId>").matcher(answer.body());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    /// @return the part's entity tag, without quotes
    private String put(String id, int number, byte[] content) throws Exception {
        var answer = send("PUT", id, Map.of("partNumber", Integer.toString(number)), content);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("etag").orElseThrow().replace("\"", "");
    }

    private HttpResponse<String> complete(String id, String document) throws Exception {
        return send("POST", id, Map.of(), document.getBytes(UTF_8));
    }

    private HttpResponse<String> send(String method, String id, Map<String, String> query, byte... content)
            throws Exception {
        var request = s3.sign(method, KEY).query("uploadId", id);
        query.forEach(request::query);
        return s3.send(method, request.link(), Map.of(), content);
    }

    /// @param numbersAndTags alternating
    private static String list(Object... numbersAndTags) {
        var list = new StringBuilder("<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        for (var i = 0; i < numbersAndTags.length; i += 2) {
            list.append("<Part><PartNumber>%s</PartNumber><ETag>&quot;%s&quot;</ETag></Part>"
                    .formatted(numbersAndTags[i], numbersAndTags[i + 1]));
        }
        return list + "</CompleteMultipartUpload>";
    }

    private static List<Integer> numbers(String xml) {
        var numbers = new ArrayList<Integer>();
        var number = Pattern.compile("<PartNumber>(\\d+)</PartNumber>").matcher(xml);
        while (number.find()) {
            numbers.add(Integer.valueOf(number.group(1)));
        }
        return numbers;
    }

    private static String md5(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    }

    private static String etag(byte[] first, byte[] last) throws Exception {
        var parts = MessageDigest.getInstance("MD5");
        parts.update(MessageDigest.getInstance("MD5").digest(first));
        parts.update(MessageDigest.getInstance("MD5").digest(last));
        return HexFormat.of().formatHex(parts.digest());
    }

    private static void refused(int status, String code, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    }
}
