package dev.kontor.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kontor.client.api.FilesApi.APICreateFileRequest;
import dev.kontor.client.api.FilesApi.APIDownloadFileRequest;
import dev.kontor.client.api.FilesApi.APIUpdateFileRequest;
import dev.kontor.client.api.FoldersApi.APICreateFolderRequest;
import dev.kontor.client.api.FoldersApi.APIListFoldersRequest;
import dev.kontor.client.api.UploadsApi.APISignUploadPartsRequest;
import dev.kontor.client.model.FilePatch;
import dev.kontor.client.model.Folder;
import dev.kontor.client.model.FolderPage;
import dev.kontor.client.model.NewFile;
import dev.kontor.client.model.NewFolder;
import dev.kontor.client.model.PartNumbers;
import dev.kontor.client.model.Problem.CodeEnum;
import dev.kontor.local.EarlierRun;
import dev.kontor.local.KontorProcess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client against `./kontor run`.
@Tag("slow")
final class KontorClientTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final byte[] CONTENT = "Grüße aus Lübeck".repeat(10_000).getBytes(UTF_8);
    private static final Path README = Path.of("../clients/java/README.md");
    private static final Path EXAMPLE = Path.of("../clients/java/src/test/java/dev/kontor/client/ReadmeExample.java");

    @TempDir
    private static Path root;

    private static KontorProcess run;
    private static String url;
    private static KontorClient kontor;
    private static Path content;

    @BeforeAll
    static void start() throws Exception {
        EarlierRun.leaveIn(root);
        run = KontorProcess.start(root, "run", "--port", "0");
        url = run.awaitReady();
        kontor = KontorClient.of(url, () -> run.token());
        content = Files.write(root.resolve("content"), CONTENT);
    }

    @AfterAll
    static void end() {
        run.close();
    }

    @Test
    void theExampleOfTheReadmeRuns() throws Exception {
        assertThat(ReadmeExample.run(url, run.token(), content).getIsUploaded()).isTrue();
        assertThat(words(Files.readString(EXAMPLE))).contains(words(example()));
    }

    @Test
    void everyItemOfEveryPageComesOnce() throws Exception {
        for (var name : new String[] {"a", "b", "c"}) {
            kontor.folders().createFolder(folder(name));
        }

        var request =
                APIListFoldersRequest.newBuilder().sort("name").order("asc").limit(1);
        var names = Paging.stream(
                        cursor -> kontor.folders()
                                .listFolders(request.cursor(cursor).build()),
                        FolderPage::getItems,
                        FolderPage::getNextCursor)
                .map(Folder::getName);

        assertThat(names).startsWith("a", "b", "c").doesNotHaveDuplicates();
    }

    @Test
    void aRefusalIsAProblemWithItsCode() throws Exception {
        kontor.folders().createFolder(folder("taken"));

        var taken =
                catchThrowableOfType(KontorProblem.class, () -> kontor.folders().createFolder(folder("TAKEN")));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.is(CodeEnum.DUPLICATE_ENTRY)).isTrue();
        assertThat(taken.problem().orElseThrow().getRequestId()).isNotEmpty();

        var stranger = KontorClient.of(url, () -> "nonsense");
        var refused = catchThrowableOfType(
                KontorProblem.class, () -> stranger.folders().createFolder(folder("a")));
        assertThat(refused.is(CodeEnum.INVALID_TOKEN)).isTrue();
    }

    @Test
    void anUploadThatAnEarlierProcessBeganIsTakenUp() throws Exception {
        var created = kontor.files()
                .createFile(APICreateFileRequest.newBuilder()
                        .newFile(new NewFile()
                                .name("later.txt")
                                .mimeType("text/plain")
                                .size((long) CONTENT.length)
                                .description("kept"))
                        .build())
                .getFile();
        var progress = new AtomicLong();

        var arrived = kontor.uploads().resume(created.getId(), content, progress::set);

        assertThat(arrived.getIsUploaded()).isTrue();
        assertThat(progress).hasValue(CONTENT.length);
        progress.set(0);
        assertThat(kontor.uploads()
                        .resume(created.getId(), content, progress::set)
                        .getIsUploaded())
                .isTrue();
        assertThat(progress).as("what has arrived is not sent again").hasValue(0);

        var renamed = kontor.files()
                .updateFile(APIUpdateFileRequest.newBuilder()
                        .id(created.getId())
                        .filePatch(new FilePatch().name("renamed.txt"))
                        .build());
        assertThat(renamed.getDescription()).isEqualTo("kept");
        var removed = kontor.files()
                .updateFile(APIUpdateFileRequest.newBuilder()
                        .id(created.getId())
                        .filePatch(new FilePatch().description(null))
                        .build());
        assertThat(removed.getDescription()).isNull();
        assertThat(removed.getName()).isEqualTo("renamed.txt");
    }

    @Test
    void anUploadInPartsGoesOnWithThePartsThatAreMissing() throws Exception {
        var large = "Grüße aus Lübeck ".repeat(400_000).getBytes(UTF_8);
        var path = Files.write(root.resolve("large"), large);
        var created = kontor.files()
                .createFile(APICreateFileRequest.newBuilder()
                        .newFile(new NewFile()
                                .name("large.txt")
                                .mimeType("text/plain")
                                .size((long) large.length)
                                .multipart(true))
                        .build());
        var upload = Objects.requireNonNull(created.getUpload());
        var first = Math.toIntExact(Objects.requireNonNull(upload.getPartSize()));
        putSecondPart(Objects.requireNonNull(upload.getUploadId()), Arrays.copyOfRange(large, first, large.length));
        var progress = new ArrayList<Long>();

        var arrived = kontor.uploads().resume(created.getFile().getId(), path, progress::add);

        assertThat(arrived.getIsUploaded()).isTrue();
        assertThat(progress).allMatch(sent -> sent > large.length - first).contains((long) large.length);
        var whole = kontor.uploads()
                .upload(new NewFile().name("again.txt").mimeType("text/plain").multipart(true), path, sent -> {});
        assertThat(whole.getSize()).isEqualTo(large.length);
        for (var file : List.of(arrived, whole)) {
            var link = kontor.files()
                    .downloadFile(
                            APIDownloadFileRequest.newBuilder().id(file.getId()).build())
                    .getUrl();
            var request = HttpRequest.newBuilder(link).build();
            assertThat(HTTP.send(request, BodyHandlers.ofByteArray()).body()).isEqualTo(large);
        }
    }

    /// As an earlier process has done it.
    private static void putSecondPart(UUID uploadId, byte[] part) throws Exception {
        var signed = kontor.partUploads()
                .signUploadParts(APISignUploadPartsRequest.newBuilder()
                        .uploadId(uploadId)
                        .partNumbers(new PartNumbers().partNumbers(List.of(2)))
                        .build())
                .getParts()
                .get(0);
        var request = HttpRequest.newBuilder(signed.getUrl()).PUT(BodyPublishers.ofByteArray(part));
        assertThat(HTTP.send(request.build(), BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    private static APICreateFolderRequest folder(String name) {
        return APICreateFolderRequest.newBuilder()
                .newFolder(new NewFolder().name(name))
                .build();
    }

    private static String example() throws Exception {
        var readme = Files.readString(README);
        var begin = readme.indexOf("```java\n") + "```java\n".length();
        return readme.substring(begin, readme.indexOf("```", begin));
    }

    /// However its lines are broken.
    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }
}
