package dev.kontor.client;

import dev.kontor.client.api.FilesApi;
import dev.kontor.client.api.FilesApi.APICreateFileRequest;
import dev.kontor.client.api.FilesApi.APIGetFileRequest;
import dev.kontor.client.api.FilesApi.APIUploadFileRequest;
import dev.kontor.client.invoker.ApiException;
import dev.kontor.client.model.NewFile;
import dev.kontor.client.model.PresignedRequest;
import dev.kontor.client.model.Problem.CodeEnum;
import dev.kontor.client.model.StoredFile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Sends content straight to storage. An upload that breaks off is repeated with a fresh link, and one
/// that an earlier process has begun can be taken up again. Threads may share it.
public final class ContentUploads {

    private static final int OK = 200;
    private static final int ALREADY_THERE = 412;

    private final FilesApi files;
    private final HttpClient http;
    private final ClientRetries retries;

    ContentUploads(FilesApi files, HttpClient http, ClientRetries retries) {
        this.files = files;
        this.http = http;
        this.retries = retries;
    }

    /// Creates a file and uploads its content.
    ///
    /// @param file its size is set here
    /// @param progress gets the bytes that have been sent of this attempt, on a thread of the HTTP client
    /// @return the file with its content
    /// @throws IOException the content cannot be read, or storage cannot be reached
    /// @throws KontorProblem the file was refused
    public StoredFile upload(NewFile file, Path content, LongConsumer progress)
            throws IOException, InterruptedException, ApiException {
        file.setSize(Files.size(content));
        var created =
                files.createFile(APICreateFileRequest.newBuilder().newFile(file).build());
        return send(created.getFile().getId(), created.getUpload(), content, progress);
    }

    /// Uploads the content of a file that was created before, from its beginning. Nothing happens if it
    /// has arrived.
    ///
    /// @param progress as for [#upload]
    public StoredFile resume(UUID file, Path content, LongConsumer progress)
            throws IOException, InterruptedException, ApiException {
        return send(file, freshLink(file), content, progress);
    }

    private StoredFile send(UUID file, @Nullable PresignedRequest first, Path content, LongConsumer progress)
            throws IOException, InterruptedException, ApiException {
        var link = first;
        for (var attempt = 1; link != null; attempt++) {
            var failure = failure(link, content, progress);
            if (failure == null) {
                break;
            }
            if (!retries.hasAnother(attempt)) {
                throw failure;
            }
            retries.pauseAfter(attempt);
            link = freshLink(file);
        }
        return files.getFile(APIGetFileRequest.newBuilder().id(file).build());
    }

    /// Null if the content is in storage.
    private @Nullable IOException failure(PresignedRequest link, Path content, LongConsumer progress)
            throws InterruptedException {
        try {
            var response = put(link, content, progress);
            var isThere = response.statusCode() == OK || response.statusCode() == ALREADY_THERE;
            return isThere
                    ? null
                    : new IOException("storage answers " + response.statusCode() + ": " + response.body());
        } catch (IOException e) {
            return e;
        }
    }

    private HttpResponse<String> put(PresignedRequest link, Path content, LongConsumer progress)
            throws IOException, InterruptedException {
        var body = new CountedBody(BodyPublishers.ofFile(content), progress);
        var request = HttpRequest.newBuilder(link.getUrl()).PUT(body);
        link.getHeaders().forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /// Null if the content has arrived.
    private @Nullable PresignedRequest freshLink(UUID file) throws ApiException {
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
