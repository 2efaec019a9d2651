package dev.kontor.client;

import dev.kontor.client.api.FilesApi;
import dev.kontor.client.api.FilesApi.APICreateFileRequest;
import dev.kontor.client.api.FilesApi.APIGetFileRequest;
import dev.kontor.client.api.FilesApi.APIUploadFileRequest;
import dev.kontor.client.invoker.ApiException;
import dev.kontor.client.model.NewFile;
import dev.kontor.client.model.Problem.CodeEnum;
import dev.kontor.client.model.StoredFile;
import dev.kontor.client.model.Upload;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Sends content straight to storage. An upload that breaks off is repeated with a fresh link, and one
/// that an earlier process has begun can be taken up again. Content of [#PARTS_FROM] bytes or more comes
/// in parts, of which a repetition sends only those that have not arrived. Threads may share it.
public final class ContentUploads {

    /// Bytes from which content comes in parts (100 MiB), unless it has a checksum.
    public static final long PARTS_FROM = 100L << 20;

    private static final int OK = 200;
    private static final int ALREADY_THERE = 412;
    private static final int SERVER_ERROR = 500;

    private final FilesApi files;
    private final PartUploads parts;
    private final HttpClient http;
    private final ClientRetries retries;

    ContentUploads(FilesApi files, PartUploads parts, HttpClient http, ClientRetries retries) {
        this.files = files;
        this.parts = parts;
        this.http = http;
        this.retries = retries;
    }

    /// Creates a file and uploads its content.
    ///
    /// @param file its size is set here, and `multipart` where it is large
    /// @param progress gets the bytes that have been sent in this attempt, and in parts those that have
    ///   arrived before; on a thread of the HTTP client
    /// @return the file with its content
    /// @throws IOException the content cannot be read, or storage cannot be reached
    /// @throws KontorProblem the file was refused
    public StoredFile upload(NewFile file, Path content, LongConsumer progress)
            throws IOException, InterruptedException, ApiException {
        var size = Files.size(content);
        file.setSize(size);
        if (size >= PARTS_FROM && file.getChecksum() == null) {
            file.setMultipart(true);
        }
        var created =
                files.createFile(APICreateFileRequest.newBuilder().newFile(file).build());
        return send(created.getFile().getId(), created.getUpload(), content, progress);
    }

    /// Uploads the content of a file that was created before: from its beginning, or the parts that have
    /// not arrived. Nothing happens if all of it has arrived.
    ///
    /// @param progress as for [#upload]
    public StoredFile resume(UUID file, Path content, LongConsumer progress)
            throws IOException, InterruptedException, ApiException {
        return send(file, freshLink(file), content, progress);
    }

    /// An attempt in which a part has arrived counts as none, so that a long upload may break off often.
    private StoredFile send(UUID file, @Nullable Upload first, Path content, LongConsumer progress)
            throws IOException, InterruptedException, ApiException {
        var link = first;
        var attempt = new AtomicInteger();
        while (link != null) {
            var failure = failure(link, content, progress, () -> attempt.set(0));
            if (failure == null) {
                break;
            }
            if (!retries.hasAnother(attempt.incrementAndGet())) {
                throw failure;
            }
            retries.pauseAfter(attempt.get());
            link = freshLink(file);
        }
        return files.getFile(APIGetFileRequest.newBuilder().id(file).build());
    }

    /// Null if the content is in storage.
    private @Nullable IOException failure(Upload link, Path content, LongConsumer progress, Runnable onPart)
            throws InterruptedException, ApiException {
        try {
            if (link.getUploadId() != null) {
                parts.send(link.getUploadId(), content, progress, onPart);
                return null;
            }
            var response = put(link, content, progress);
            var isThere = response.statusCode() == OK || response.statusCode() == ALREADY_THERE;
            return isThere
                    ? null
                    : new IOException("storage answers " + response.statusCode() + ": " + response.body());
        } catch (KontorProblem e) {
            if (e.is(CodeEnum.CONFLICT)) {
                return null; // all parts have arrived
            }
            if (e.status() < SERVER_ERROR) {
                throw e;
            }
            return new IOException(e.getMessage(), e);
        } catch (IOException e) {
            return e;
        }
    }

    private HttpResponse<String> put(Upload link, Path content, LongConsumer progress)
            throws IOException, InterruptedException {
        var body = new CountedBody(BodyPublishers.ofFile(content), progress);
        var request = HttpRequest.newBuilder(link.getUrl()).PUT(body);
        Objects.requireNonNull(link.getHeaders()).forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /// Null if the content has arrived.
    private @Nullable Upload freshLink(UUID file) throws ApiException {
        try {
            return files.uploadFile(APIUploadFileRequest.newBuilder().id(file).build());
        } catch (KontorProblem e) {
            if (e.is(CodeEnum.CONFLICT)) {
                return null;
            }
            throw e;
        }
    }
}
