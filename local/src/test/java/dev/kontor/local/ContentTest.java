package dev.kontor.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.local.database.LocalDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Follows a file's content all the way: through the API's link to the local S3, by S3's event to
/// the function, and back to the client.
@Timeout(600)
@Tag("slow")
final class ContentTest {
    private static final byte[] CONTENT = "Grüße aus Lübeck".getBytes(UTF_8);
    private static final String CHECKSUM = "b5c292c59418d44604d0f198af58e16acd755fc91478cf276337d3affcffad9f";

    @TempDir
    Path root;

    @BeforeEach
    void begin() throws Exception {
        EarlierRun.leaveIn(root);
    }

    @Test
    void whatIsUploadedComesBackUnderItsName() throws Exception {
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            var api = RunningApi.of(run);
            var created = create(api, "Lübeck „1“.pdf");
            assertThat(isUploaded(api, created)).isFalse();

            assertThat(RunningApi.follow(upload(created), CONTENT).statusCode()).isEqualTo(200);
            assertThat(isUploaded(api, created)).isTrue();

            var downloaded = RunningApi.follow(download(api, created), CONTENT);
            assertThat(downloaded.body()).isEqualTo(CONTENT);
            assertThat(downloaded.headers().firstValue("content-type")).hasValue("application/pdf");
            assertThat(downloaded.headers().firstValue("content-disposition"))
                    .get()
                    .asString()
                    .endsWith("filename*=UTF-8''L%C3%BCbeck%20%E2%80%9E1%E2%80%9C.pdf");

            var second = RunningApi.follow(upload(created), CONTENT);
            assertThat(second.statusCode()).isEqualTo(412);
            assertThat(exported(api)).containsEntry("files/Lübeck „1“.pdf", "Grüße aus Lübeck");
        }
    }

    /// What is in an archive of everything, which a function writes in the background.
    private static Map<String, String> exported(RunningApi api) throws Exception {
        var path = "/me/exports/" + RunningApi.text(api.post("/me/exports", ""), "id");
        var export = api.get(path);
        while (RunningApi.text(export, "status").equals("running")) {
            Thread.sleep(100);
            export = api.get(path);
        }
        var link = Map.<String, Object>of("method", "GET", "headers", Map.of(), "url", RunningApi.text(export, "url"));
        var contents = new HashMap<String, String>();
        try (var zip = new ZipInputStream(
                new ByteArrayInputStream(RunningApi.follow(link, CONTENT).body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                contents.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return contents;
    }

    @Test
    void whatWasNotAnnouncedIsRefusedAndTheFileStaysWithoutContent() throws Exception {
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            var api = RunningApi.of(run);
            var created = create(api, "a.pdf");
            var longer = RunningApi.follow(upload(created), "Grüße aus Lübeck!".getBytes(UTF_8));
            assertThat(longer.statusCode()).isEqualTo(403);
            var other = RunningApi.follow(upload(created), "Grüsse aus Lübeck".getBytes(UTF_8));
            assertThat(other.statusCode()).as(new String(other.body(), UTF_8)).isEqualTo(400);
            var html = new HashMap<>(upload(created));
            html.put("headers", Map.of("Content-Type", "text/html", "If-None-Match", "*"));
            assertThat(RunningApi.follow(html, CONTENT).statusCode()).isEqualTo(403);
            assertThat(isUploaded(api, created)).isFalse();
        }
    }

    @Test
    void contentAndLinksOutliveAKill() throws Exception {
        Map<String, Object> created;
        Map<String, Object> link;
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            var api = RunningApi.of(run);
            created = create(api, "a.pdf");
            assertThat(RunningApi.follow(upload(created), CONTENT).statusCode()).isEqualTo(200);
            link = download(api, created);
            run.kill();
        }
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            var api = RunningApi.of(run);
            assertThat(isUploaded(api, created)).isTrue();
            assertThat(RunningApi.follow(link, CONTENT).body()).isEqualTo(CONTENT);
            assertThat(RunningApi.follow(download(api, created), CONTENT).body())
                    .isEqualTo(CONTENT);
        }
        try (var run = KontorProcess.start(root, "run", "--port", "0", "--fresh")) {
            run.awaitReady();
            assertThat(RunningApi.follow(link, CONTENT).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatNobodyCouldBeToldOfIsToldAfterAKill() throws Exception {
        Map<String, Object> created;
        try (var run = KontorProcess.start(root, "run", "--port", "0");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var api = RunningApi.of(run);
            created = create(api, "a.pdf");
            var database = LocalDatabase.running(root.resolve(".kontor")).orElseThrow();
            try (var connection = database.connect()) {
                connection.setAutoCommit(false);
                connection.createStatement().execute("lock table file_versions");
                var upload = upload(created);
                var _ = threads.submit(() -> RunningApi.follow(upload, CONTENT));
                while (count("objects") == 0) {
                    Thread.sleep(20); // The function waits for the locked table.
                }
                run.kill();
            }
        }
        assertThat(count("notices")).isEqualTo(1);
        try (var run = KontorProcess.start(root, "run", "--port", "0")) {
            var api = RunningApi.of(run);
            while (!isUploaded(api, created)) {
                Thread.sleep(100);
            }
            assertThat(RunningApi.follow(download(api, created), CONTENT).body())
                    .isEqualTo(CONTENT);
            while (count("notices") > 0) {
                Thread.sleep(20);
            }
        }
    }

    private static Map<String, Object> create(RunningApi api, String name) throws Exception {
        return api.post("/files", """
            {"name": "%s", "mimeType": "application/pdf", "size": %d, "checksum": "%s"}
            """.formatted(name, CONTENT.length, CHECKSUM));
    }

    private static Map<String, Object> upload(Map<String, Object> created) {
        return RunningApi.child(created, "upload");
    }

    private static Map<String, Object> download(RunningApi api, Map<String, Object> created) throws Exception {
        return api.get("/files/" + id(created) + "/download");
    }

    private static boolean isUploaded(RunningApi api, Map<String, Object> created) throws Exception {
        return Boolean.TRUE.equals(api.get("/files/" + id(created)).get("isUploaded"));
    }

    private static String id(Map<String, Object> created) {
        return RunningApi.text(RunningApi.child(created, "file"), "id");
    }

    private long count(String what) throws IOException {
        try (var files = Files.list(root.resolve(".kontor/storage").resolve(what))) {
            return files.count();
        }
    }
}
