package dev.kontor.migrations.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/// What S3's documentation says of multipart uploads. Parts have a size and no content. Thread-safe.
final class TestParts {

    /// @param size bytes
    record Part(int number, long size) {
        String etag() {
            return "\"etag-%d-%d\"".formatted(number, size);
        }
    }

    record Answer(int status, String body) {}

    private record Upload(String key, Map<Integer, Part> parts) {}

    private static final Pattern LISTED =
            Pattern.compile("<Part><PartNumber>(\\d+)</PartNumber><ETag>&quot;([^&]*)&quot;</ETag></Part>");
    private static final Answer GONE = new Answer(404, "<Error><Code>NoSuchUpload</Code></Error>");
    private static final int PAGE = 1_000;

    private final Map<String, Upload> uploads = new TreeMap<>();
    private final List<String> all = new ArrayList<>();
    private final Queue<Answer> nextCompletions = new ConcurrentLinkedQueue<>();

    /// The uploads so far, those that are over too.
    synchronized List<String> all() {
        return List.copyOf(all);
    }

    synchronized List<String> open() {
        return List.copyOf(uploads.keySet());
    }

    synchronized void put(String id, int number, long size) {
        var upload = uploads.get(id);
        if (upload == null) {
            throw new IllegalStateException("NoSuchUpload");
        }
        upload.parts().put(number, new Part(number, size));
    }

    synchronized void drop() {
        uploads.clear();
    }

    void answerNextCompletion(Answer answer) {
        nextCompletions.add(answer);
    }

    synchronized Answer create(String key) {
        var id = "upload-" + (all.size() + 1);
        uploads.put(id, new Upload(key, new TreeMap<>()));
        all.add(id);
        return new Answer(
                200,
                "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>".formatted(id));
    }

    synchronized Answer list(String id, String marker) {
        var upload = uploads.get(id);
        if (upload == null) {
            return GONE;
        }
        var after = marker.isEmpty() ? 0 : Integer.parseInt(marker);
        var rest = upload.parts().values().stream()
                .filter(part -> part.number() > after)
                .toList();
        var xml = new StringBuilder("<ListPartsResult><IsTruncated>%s</IsTruncated>".formatted(rest.size() > PAGE));
        rest.stream()
                .limit(PAGE)
                .forEach(part -> xml.append("<Part><PartNumber>%d</PartNumber><ETag>%s</ETag><Size>%d</Size></Part>"
                        .formatted(part.number(), part.etag().replace("\"", "&quot;"), part.size())));
        return new Answer(200, xml + "</ListPartsResult>");
    }

    /// @param document the request's
    /// @return the size of the object; empty, with the answer, where it is refused
    synchronized Optional<Long> complete(String id, String document, AtomicReference<Answer> answer) {
        var fault = nextCompletions.poll();
        if (fault != null) {
            answer.set(fault);
            return Optional.empty();
        }
        var upload = uploads.get(id);
        if (upload == null) {
            answer.set(GONE);
            return Optional.empty();
        }
        var size = 0L;
        var part = LISTED.matcher(document);
        while (part.find()) {
            var stored = upload.parts().get(Integer.valueOf(part.group(1)));
            if (stored == null || !Objects.equals(stored.etag(), '"' + part.group(2) + '"')) {
                answer.set(new Answer(400, "<Error><Code>InvalidPart</Code></Error>"));
                return Optional.empty();
            }
            size += stored.size();
        }
        uploads.remove(id);
        answer.set(new Answer(200, "<CompleteMultipartUploadResult></CompleteMultipartUploadResult>"));
        return Optional.of(size);
    }

    synchronized Answer abort(String id) {
        return uploads.remove(id) == null ? GONE : new Answer(204, "");
    }
}
