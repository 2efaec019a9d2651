package dev.kontor.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A function gets each request as an event in payload format 2.0.
final class EventTest {
    private static final byte[] NO_BODY = {};

    @AutoClose
    private final TestGateway gateway = new TestGateway();

    @Test
    void aRequestIsDescribedInFull() throws IOException {
        gateway.get("/things/7?a=1", "User-Agent: test/1", "Accept: */*");

        var event = seenBy("GetThing");
        assertThat(event.getVersion()).isEqualTo("2.0");
        assertThat(event.getRouteKey()).isEqualTo("GET /things/{id}");
        assertThat(event.getRawPath()).isEqualTo("/things/7");
        assertThat(event.getRawQueryString()).isEqualTo("a=1");
        assertThat(event.getPathParameters()).isEqualTo(Map.of("id", "7"));
        assertThat(event.getHeaders())
                .isEqualTo(Map.of(
                        "accept", "*/*",
                        "content-length", "0",
                        "host", "api.example.com:81",
                        "user-agent", "test/1",
                        "x-forwarded-for", "127.0.0.1",
                        "x-forwarded-port", event.getHeaders().get("x-forwarded-port"),
                        "x-forwarded-proto", "http"));
        var context = event.getRequestContext();
        assertThat(context.getAccountId()).isEqualTo("000000000000");
        assertThat(context.getApiId()).isEqualTo("local");
        assertThat(context.getDomainName()).isEqualTo("api.example.com");
        assertThat(context.getDomainPrefix()).isEqualTo("api");
        assertThat(context.getStage()).isEqualTo("$default");
        assertThat(context.getRouteKey()).isEqualTo("GET /things/{id}");
        assertThat(context.getRequestId()).matches("[A-Za-z0-9_-]{15}=");
        assertThat(context.getTime()).matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
        assertThat(context.getTimeEpoch()).isPositive();
        assertThat(context.getHttp().getMethod()).isEqualTo("GET");
        assertThat(context.getHttp().getPath()).isEqualTo("/things/7");
        assertThat(context.getHttp().getProtocol()).isEqualTo("HTTP/1.1");
        assertThat(context.getHttp().getSourceIp()).isEqualTo("127.0.0.1");
        assertThat(context.getHttp().getUserAgent()).isEqualTo("test/1");
    }

    @Test
    void whatARequestDoesNotHaveIsNull() throws IOException {
        gateway.get("/open");

        var event = seenBy("Open");
        assertThat(event.getRawQueryString()).isEmpty();
        assertThat(event.getBody()).isNull();
        assertThat(event.getIsBase64Encoded()).isFalse();
        assertThat(event.getQueryStringParameters()).isNull();
        assertThat(event.getPathParameters()).isNull();
        assertThat(event.getCookies()).isNull();
        assertThat(event.getRequestContext().getAuthorizer()).isNull();
    }

    @Test
    void pathsArriveDecodedAndAPlusInThemStaysOne() throws IOException {
        gateway.get("/things/a%20b+c%C3%A9%F0%9F%98%80%25");

        var event = seenBy("GetThing");
        assertThat(event.getRawPath()).isEqualTo("/things/a b+cé😀%");
        assertThat(event.getRequestContext().getHttp().getPath()).isEqualTo("/things/a b+cé😀%");
        assertThat(event.getPathParameters()).isEqualTo(Map.of("id", "a b+cé😀%"));
    }

    @Test
    void anEncodedSlashSeparatesSegments() throws IOException {
        assertThat(gateway.get("/things/a%2Fb").status()).isEqualTo(404);

        gateway.get("/all/a%2Fb");
        assertThat(seenBy("Everything").getPathParameters()).isEqualTo(Map.of("proxy", "a/b"));
    }

    @Test
    void severalVariablesAreTold() throws IOException {
        gateway.send("PUT", "/things/1/tags/2", NO_BODY);

        assertThat(seenBy("TagThing").getPathParameters()).isEqualTo(Map.of("id", "1", "tagId", "2"));
    }

    @Test
    void theQueryIsKeptAsSentAndAlsoDecoded() throws IOException {
        gateway.get("/open?q=a%26b+c%2Bd&q=%C3%A9&flag&empty=&eq=a=b&&n%20m=1");

        var event = seenBy("Open");
        assertThat(event.getRawQueryString()).isEqualTo("q=a%26b+c%2Bd&q=%C3%A9&flag&empty=&eq=a=b&&n%20m=1");
        assertThat(event.getQueryStringParameters())
                .isEqualTo(Map.of("q", "a&b c+d,é", "flag", "", "empty", "", "eq", "a=b", "n m", "1"));
    }

    /// Characters that a URI should have encoded, which people and their tools send all the same.
    @Test
    void whatIsNoUriArrivesAsItWasSent() throws IOException {
        gateway.get("/things/a|b^{c}?q=\"a|b\"<\\>[^{}`]");

        var event = seenBy("GetThing");
        assertThat(event.getPathParameters()).isEqualTo(Map.of("id", "a|b^{c}"));
        assertThat(event.getRawQueryString()).isEqualTo("q=\"a|b\"<\\>[^{}`]");
        assertThat(event.getQueryStringParameters()).isEqualTo(Map.of("q", "\"a|b\"<\\>[^{}`]"));
    }

    @Test
    void headersAreLowerCaseAndRepeatedOnesJoinedByAComma() throws IOException {
        gateway.get("/open", "X-One: a", "x-ONE: b, c", "IDEMPOTENCY-Key: K");

        assertThat(seenBy("Open").getHeaders())
                .containsEntry("x-one", "a,b, c")
                .containsEntry("idempotency-key", "K")
                .doesNotContainKeys("connection", "X-One");
    }

    @Test
    void cookiesHaveAFieldOfTheirOwn() throws IOException {
        gateway.get("/open", "Cookie: a=1; b=2", "Cookie: c=3");

        var event = seenBy("Open");
        assertThat(event.getCookies()).containsExactly("a=1", "b=2", "c=3");
        assertThat(event.getHeaders()).doesNotContainKey("cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=utf-8",
                "application/javascript",
                "application/xml",
                "text/csv"
            })
    void textArrivesAsText(String contentType) throws IOException {
        gateway.send("POST", "/open", "{\"n\":\"é😀\"}".getBytes(UTF_8), "Content-Type: " + contentType);

        var event = seenBy("Open");
        assertThat(event.getIsBase64Encoded()).isFalse();
        assertThat(event.getBody()).isEqualTo("{\"n\":\"é😀\"}");
        assertThat(event.getHeaders()).containsEntry("content-type", contentType);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/merge-patch+json",
                "application/x-www-form-urlencoded",
                "application/octet-stream",
                "image/png"
            })
    void otherBodiesArriveAsBase64(String contentType) throws IOException {
        gateway.send("POST", "/open", "{\"a\":1}".getBytes(UTF_8), "Content-Type: " + contentType);

        var event = seenBy("Open");
        assertThat(event.getIsBase64Encoded()).isTrue();
        assertThat(Base64.getDecoder().decode(event.getBody())).isEqualTo("{\"a\":1}".getBytes(UTF_8));
    }

    @Test
    void textThatIsNoUtf8ArrivesAsBase64() throws IOException {
        var bytes = new byte[] {'{', (byte) 0xff, 0, '}'};
        gateway.send("POST", "/open", bytes, "Content-Type: application/json");

        var event = seenBy("Open");
        assertThat(event.getIsBase64Encoded()).isTrue();
        assertThat(Base64.getDecoder().decode(event.getBody())).isEqualTo(bytes);
    }

    @Test
    void anEmptyBodyIsNullWhateverItsType() throws IOException {
        gateway.send("POST", "/open", NO_BODY, "Content-Type: image/png", "Content-Length: 0");

        var event = seenBy("Open");
        assertThat(event.getBody()).isNull();
        assertThat(event.getIsBase64Encoded()).isFalse();
    }

    @Test
    void aChunkedBodyArrivesWhole() throws IOException {
        try (var socket = gateway.open()) {
            var request = """
                POST /open HTTP/1.1
                Host: a
                Connection: close
                Content-Type: text/plain
                Transfer-Encoding: chunked

                3
                abc
                2
                de
                0

                """;
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(UTF_8));
            socket.getInputStream().readAllBytes();
        }

        var event = seenBy("Open");
        assertThat(event.getBody()).isEqualTo("abcde");
        assertThat(event.getHeaders()).containsEntry("content-length", "5").doesNotContainKey("transfer-encoding");
    }

    private APIGatewayV2HTTPEvent seenBy(String function) {
        return gateway.function(function).events.getLast();
    }
}
