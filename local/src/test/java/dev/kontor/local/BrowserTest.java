package dev.kontor.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.kontor.local.browser.Chromium;
import dev.kontor.local.browser.Tab;
import dev.kontor.local.server.LocalServer;
import dev.kontor.local.signin.TokenIssuer;
import dev.kontor.local.workspace.Closer;
import dev.kontor.local.workspace.Workspace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real browser can do with `./kontor run`. All tests have one server, in this process, and
/// one browser.
@Tag("slow")
final class BrowserTest {
    @TempDir
    private static Path root;

    @TempDir
    private static Path profile;

    private static final Closer closer = new Closer();
    private static RunningApi api;
    private static Chromium chromium;
    private static HttpServer appServer;

    @BeforeAll
    static void start() throws Exception {
        chromium = closer.open(() -> Chromium.startOrSkip(profile));
        EarlierRun.leaveIn(root);
        KontorProcess.makeWorkingCopy(root);
        var workspace = new Workspace(root);
        var server = new LocalServer(workspace, closer).start(0, false, false);
        api = new RunningApi(server.url(), TokenIssuer.demo(workspace.data()).text());
        appServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        appServer.createContext("/", exchange -> {
            var page = "<!doctype html><title>an app</title>".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        appServer.start();
        closer.open(() -> () -> appServer.stop(0));
    }

    @AfterAll
    static void end() {
        closer.close();
    }

    @Test
    void aPageOfAnotherOriginCreatesUploadsListsAndDownloads() throws Exception {
        var page = openApp();

        var created = ask(page, """
            return api("/files", {
              method: "POST",
              headers: {"idempotency-key": "browser-1"},
              body: JSON.stringify({name: "from a page.txt", mimeType: "text/plain", size: 5}),
            })\
            """);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.headers()).containsKeys("etag", "location");
        assertThat(created.headers().get("location")).startsWith("/v1/files/");

        var uploaded = ask(page, """
            const {url, method, headers} = JSON.parse(%s).upload;
            return call(url, {method, headers, body: "hello"});
            """.formatted(quoted(created.text())));
        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(200);
        assertThat(uploaded.headers()).containsEntry("etag", "\"5d41402abc4b2a76b9719d911017c592\"");

        assertThat(ask(page, "return api('/files')").text()).contains("from a page.txt", "\"isUploaded\":true");

        var downloaded = ask(page, """
            const location = %s;
            const {url, method, headers} = JSON.parse((await api(location.replace("/v1", "") + "/download")).text);
            return call(url, {method, headers: {...headers, range: "bytes=1-3"}});
            """.formatted(quoted(created.headers().get("location"))));
        assertThat(downloaded.status()).isEqualTo(206);
        assertThat(downloaded.text()).isEqualTo("ell");
        assertThat(downloaded.headers()).containsEntry("content-range", "bytes 1-3/5");
    }

    @Test
    void aPageOfAnotherOriginReadsWhyItIsRefused() throws Exception {
        var page = openApp();

        var refused = ask(page, "return api('/files', {headers: {authorization: 'Bearer nonsense'}})");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(refused.headers()).containsKey("www-authenticate");
        assertThat(refused.text()).contains("\"code\":\"INVALID_TOKEN\"");

        var unsigned = ask(page, """
            const body = JSON.stringify({name: "b", mimeType: "text/plain", size: 5});
            const {url, headers} = JSON.parse((await api("/files", {method: "POST", body})).text).upload;
            return call(url, {method: "PUT", headers, body: "longer than said"});
            """);
        assertThat(unsigned.status()).isEqualTo(403);
        assertThat(unsigned.text()).contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void theApiIsTriedOutOnAPageThatNeedsNoOtherHost() throws Exception {
        var docs = api.url() + "/docs";
        var page = chromium.open(docs);

        page.click("[id$=-GetMe] .opblock-summary-control");
        page.click("[id$=-GetMe] .execute");
        page.await("document.querySelector('[id$=-GetMe] .live-responses-table .response-col_status')");

        assertThat(page.run("return document.querySelector('[id$=-GetMe] .live-responses-table .response').innerText"))
                .asString()
                .contains("200", "\"userId\": \"demo\"");
        assertThat(page.requests())
                .contains(docs + "/openapi.json", api.url() + "/v1/me")
                .allMatch(url -> url.startsWith(api.url() + "/") || url.startsWith("data:"));
        assertThat(page.complaints()).isEmpty();
    }

    /// Opens an app's page on another port and under another name. Its functions `call` and `api`
    /// give status, headers and body of a response.
    private static Tab openApp() throws Exception {
        var page = chromium.open("http://localhost:" + appServer.getAddress().getPort() + "/");
        page.run("""
            globalThis.call = async (url, options) => {
              const response = await fetch(url, options);
              const text = await response.text();
              return {status: response.status, headers: Object.fromEntries(response.headers), text};
            };
            globalThis.api = (path, options = {}) => call(`%s/v1${path}`, {
              ...options,
              headers: {authorization: "Bearer %s", "content-type": "application/json", ...options.headers},
            });
            """.formatted(api.url(), api.token()));
        return page;
    }

    private record Reply(long status, Map<String, String> headers, String text) {}

    @SuppressWarnings("unchecked") // The headers of a response are texts.
    private static Reply ask(Tab page, String script) throws Exception {
        var reply = (Map<String, Object>) Objects.requireNonNull(page.run(script));
        return new Reply(
                (Long) Objects.requireNonNull(reply.get("status")),
                (Map<String, String>) Objects.requireNonNull(reply.get("headers")),
                Objects.toString(reply.get("text")));
    }

    private static String quoted(@Nullable String text) {
        var json = JsonUtil.toJson(Map.of("text", Objects.requireNonNull(text)));
        return json + ".text";
    }
}
