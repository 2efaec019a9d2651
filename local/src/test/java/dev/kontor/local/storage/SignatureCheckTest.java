package dev.kontor.local.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The requests and signatures are examples from Amazon's documentation of Signature Version 4 for
/// S3. They are independent of the signer that the check uses.
final class SignatureCheckTest {
    private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final SignatureCheck check = new SignatureCheck(
            new AccessKey("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), "us-east-1", () -> TIME);

    static List<S3Request> published() {
        return List.of(
                request(
                        "/test.txt",
                        Map.of(
                                "X-Amz-Algorithm", "AWS4-HMAC-SHA256",
                                "X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request",
                                "X-Amz-Date", "20130524T000000Z",
                                "X-Amz-Expires", "86400",
                                "X-Amz-SignedHeaders", "host",
                                "X-Amz-Signature", "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"),
                        Map.of()),
                request(
                        "/test.txt",
                        Map.of(),
                        authorized(
                                "host;range;x-amz-content-sha256;x-amz-date",
                                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
                                Map.of("range", "bytes=0-9"))),
                request(
                        "/",
                        Map.of("lifecycle", ""),
                        authorized(
                                "host;x-amz-content-sha256;x-amz-date",
                                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
                                Map.of())),
                request(
                        "/",
                        Map.of("max-keys", "2", "prefix", "J"),
                        authorized(
                                "host;x-amz-content-sha256;x-amz-date",
                                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
                                Map.of())));
    }

    @ParameterizedTest
    @MethodSource("published")
    void whatAmazonPublishedIsRight(S3Request request) {
        assertThatCode(() -> check.check(request, new byte[0])).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("published")
    void andNoLongerRightForAnotherPath(S3Request request) {
        var other = request(request.rawPath() + "x", request.query(), request.headers());
        assertThatThrownBy(() -> check.check(other, new byte[0]))
                .isInstanceOf(S3Error.class)
                .extracting(error -> ((S3Error) error).code())
                .isEqualTo("SignatureDoesNotMatch");
    }

    private static Map<String, String> authorized(String signedHeaders, String signature, Map<String, String> others) {
        var headers = new HashMap<>(others);
        headers.put("x-amz-content-sha256", NOTHING);
        headers.put("x-amz-date", "20130524T000000Z");
        headers.put(
                "authorization",
                "AWS4-HMAC-SHA256"
                        + " Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + "SignedHeaders=%s,Signature=%s".formatted(signedHeaders, signature));
        return headers;
    }

    private static S3Request request(String path, Map<String, String> query, Map<String, String> headers) {
        var withHost = new HashMap<>(headers);
        withHost.put("host", "examplebucket.s3.amazonaws.com");
        return new S3Request("GET", path, "", "", query, withHost, InputStream.nullInputStream());
    }
}
