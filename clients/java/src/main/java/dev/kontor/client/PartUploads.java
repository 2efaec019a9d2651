package dev.kontor.client;

import dev.kontor.client.api.UploadsApi;
import dev.kontor.client.api.UploadsApi.APICompleteUploadRequest;
import dev.kontor.client.api.UploadsApi.APIGetUploadRequest;
import dev.kontor.client.api.UploadsApi.APISignUploadPartsRequest;
import dev.kontor.client.invoker.ApiException;
import dev.kontor.client.model.CompletedPart;
import dev.kontor.client.model.CompletedParts;
import dev.kontor.client.model.PartNumbers;
import dev.kontor.client.model.Problem.CodeEnum;
import dev.kontor.client.model.SignedPart;
import dev.kontor.client.model.UploadProgress;
import dev.kontor.client.model.UploadedPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Sends content in parts, one after another. What has arrived stays in storage, so an attempt goes on
/// where the one before broke off.
final class PartUploads {

    private static final int OK = 200;

    /// Parts that one request signs: a link lasts 15 minutes.
    private static final int SIGNED_AT_ONCE = 10;

    private final UploadsApi uploads;
    private final HttpClient http;

    PartUploads(UploadsApi uploads, HttpClient http) {
        this.uploads = uploads;
        this.http = http;
    }

    /// Sends the parts that storage does not have, and completes the upload.
    ///
    /// @param progress gets the bytes that have arrived or are on their way
    /// @param onPart runs after each part that has arrived
    /// @throws IOException a part was not sent; another attempt goes on
    void send(UUID id, Path content, LongConsumer progress, Runnable onPart)
            throws IOException, InterruptedException, ApiException {
        var before = stored(id);
        var arrived = before.getParts().stream()
                .collect(Collectors.toMap(UploadedPart::getPartNumber, UploadedPart::getSize));
        var missing = IntStream.rangeClosed(1, before.getPartCount())
                .boxed()
                .filter(number -> !arrived.containsKey(number))
                .toList();
        var sent = arrived.values().stream().mapToLong(Long::longValue).sum();
        for (var from = 0; from < missing.size(); from += SIGNED_AT_ONCE) {
            var numbers = missing.subList(from, Math.min(from + SIGNED_AT_ONCE, missing.size()));
            for (var part : sign(id, numbers)) {
                sent += send(part, before, content, sent, progress);
                onPart.run();
            }
        }
        complete(id);
    }

    private UploadProgress stored(UUID id) throws ApiException {
        return uploads.getUpload(APIGetUploadRequest.newBuilder().uploadId(id).build());
    }

    private List<SignedPart> sign(UUID id, List<Integer> numbers) throws ApiException {
        var request =
                APISignUploadPartsRequest.newBuilder().uploadId(id).partNumbers(new PartNumbers().partNumbers(numbers));
        return uploads.signUploadParts(request.build()).getParts();
    }

    /// @return the bytes of the part
    private long send(SignedPart part, UploadProgress upload, Path content, long before, LongConsumer progress)
            throws IOException, InterruptedException {
        var begin = (part.getPartNumber() - 1) * upload.getPartSize();
        var length = Math.min(upload.getPartSize(), upload.getSize() - begin);
        var body = new CountedBody(slice(content, begin, length), sent -> progress.accept(before + sent));
        var request = HttpRequest.newBuilder(part.getUrl()).PUT(body);
        part.getHeaders().forEach(request::header);
        var response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IOException("storage answers " + response.statusCode() + ": " + response.body());
        }
        return length;
    }

    private static BodyPublisher slice(Path content, long begin, long length) {
        return length == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> open(content, begin, length)), length);
    }

    private static InputStream open(Path content, long begin, long length) {
        try {
            return new SlicedStream(
                    Channels.newInputStream(FileChannel.open(content).position(begin)), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Storage itself says what it has, so no entity tag is kept here.
    private void complete(UUID id) throws IOException, ApiException {
        var parts = stored(id).getParts().stream()
                .map(part ->
                        new CompletedPart().partNumber(part.getPartNumber()).etag(part.getEtag()))
                .toList();
        try {
            uploads.completeUpload(APICompleteUploadRequest.newBuilder()
                    .uploadId(id)
                    .completedParts(new CompletedParts().parts(parts))
                    .build());
        } catch (KontorProblem e) {
            if (e.is(CodeEnum.CONFLICT)) {
                throw new IOException(e.getMessage(), e); // a part is missing after all
            }
            throw e;
        }
    }
}
