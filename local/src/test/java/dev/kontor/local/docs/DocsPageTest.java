package dev.kontor.local.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.local.http.HttpListener;
import dev.kontor.template.CloudFormationYaml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the page is made of. [dev.kontor.local.BrowserTest] uses it as a person does.
final class DocsPageTest {
    private static final String PAGE = DocsPage.PATH;
    private static final Path DESCRIPTION = Path.of("../functions/openapi.yaml");
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(?<path>[^\"]*)\"");

    private HttpListener server;

    @BeforeEach
    void start() throws IOException {
        server = HttpListener.bind(0, null);
        server.serve(DocsPage.PATH, new DocsPage(DESCRIPTION, () -> "a.token"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void thePageHasTheTokenAndAllThatItLoads() throws IOException {
        var page = get(PAGE, "127.0.0.1:80");

        assertThat(page)
                .startsWith("HTTP/1.1 200")
                .contains("data-token=\"a.token\"", "Content-Security-Policy: default-src 'self';");
        var loaded = new ArrayList<String>();
        LOADED.matcher(page).results().forEach(match -> loaded.add(match.group("path")));
        assertThat(loaded).hasSize(4);
        for (var path : loaded) {
            assertThat(get(path, "localhost")).as(path).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void theDescriptionIsThatOfTheProjectWithThisServerAlone() throws Exception {
        var response = get(PAGE + "/openapi.json", "[::1]:80");
        var served = JsonUtil.parseJson(response.substring(response.indexOf("\r\n\r\n")));
        var written = CloudFormationYaml.read(DESCRIPTION);

        assertThat(served.get("servers")).isEqualTo(List.of(Map.of("url", "/", "description", "./kontor run")));
        assertThat(served.keySet()).isEqualTo(written.keySet());
        for (var part : List.of("info", "paths", "components")) {
            assertThat(served.get(part)).asString().isEqualTo(String.valueOf(written.get(part)));
        }
    }

    /// The name of a server elsewhere may lead to 127.0.0.1. Its page would then read the token.
    @ParameterizedTest
    @ValueSource(strings = {"example.com", "localhost.example.com:80", "127.0.0.1.example.com", "host.docker.internal"})
    void aRequestUnderAnotherNameIsRefused(String host) throws IOException {
        assertThat(get(PAGE, host)).startsWith("HTTP/1.1 403").doesNotContain("a.token");
    }

    @Test
    void aSlashAtTheEndMakesNoDifference() throws IOException {
        assertThat(get(PAGE + "/", "localhost")).startsWith("HTTP/1.1 200").contains("a.token");
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        assertThat(get(PAGE + "/other.js", "localhost")).startsWith("HTTP/1.1 404");
        assertThat(get(PAGE + "/.." + PAGE + "/docs.js", "localhost")).startsWith("HTTP/1.1 404");
        assertThat(get("/docsome", "localhost")).startsWith("HTTP/1.1 404");
    }

    private String get(String path, String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, host)
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
