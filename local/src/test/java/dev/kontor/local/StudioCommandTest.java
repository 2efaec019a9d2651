package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.local.browser.Chromium;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// All tests here share one running studio.
@Timeout(300)
@Tag("slow")
final class StudioCommandTest {
    @TempDir
    private static Path root;

    @TempDir
    private static Path profile;

    private static KontorProcess studio;
    private static String url;

    @BeforeAll
    static void open() throws Exception {
        WorkingCopy.in(root);
        var push = KontorProcess.run(root, "push");
        assertThat(push.errors()).isEmpty();
        assertThat(push.output()).contains("+ table files\n").endsWith("\nthe local database is what schema/ says\n");
        studio = KontorProcess.start(root, "studio", "--no-browser");
        url = studio.awaitReady();
    }

    @AfterAll
    static void endsWhenItIsTold() throws Exception {
        studio.terminate();
        assertThat(get(url)).isEqualTo(-1);
    }

    @Test
    @DisplayName("S14: a browser shows the tables of the local database")
    void aBrowserShowsTheTables() throws Exception {
        assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+/frame\\.jsp\\?jsessionid=\\w+");
        try (var chromium = Chromium.startOrSkip(profile)) {
            assertThat(chromium.open(url.replace("frame.jsp", "tables.do")).html())
                    .contains("file_versions", "idempotency_keys", "idx_files_created_at");
        }
    }

    @Test
    void onlyThisMachineAndOnlyWhoKnowsTheSessionIsLetIn() throws Exception {
        var port = URI.create(url).getPort();
        assertThat(body(url.replace("frame.jsp", "tables.do"))).contains("setNode");
        assertThat(body(url.replaceAll("frame.jsp.*", "tables.do?jsessionid=0")))
                .doesNotContain("setNode");
        for (var address : otherAddresses()) {
            assertThatThrownBy(() -> new Socket(address, port).close())
                    .as(address.toString())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoElseNeedsItsDatabaseIsToldWhoHasIt() throws Exception {
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors())
                    .matches(
                            "kontor: \\./kontor studio holds the local database, as process \\d+;" + " end it first\n");
        }
    }

    private static List<InetAddress> otherAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static String body(String url) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    /// Returns the status, or -1 if nothing listens at the URL.
    private static int get(String url) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return -1;
        }
    }
}
