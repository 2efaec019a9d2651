package dev.kontor.local.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes an object of the parts that the request lists. Other parts of the upload are dropped.
final class CompleteMultipartUpload implements S3Operation {
    /// S3's limit for all parts but the last, in bytes.
    private static final long MIN_PART_BYTES = 5L << 20;

    /// S3's limit for an object, in bytes.
    private static final long MAX_OBJECT_BYTES = 5L << 40;

    private static final Set<String> AMZ_HEADERS = Set.of("x-amz-date", SignatureCheck.CONTENT_HASH);

    private final String bucketName;
    private final Bucket bucket;
    private final MultipartStore uploads;
    private final ObjectPublisher publisher;

    CompleteMultipartUpload(String bucketName, Bucket bucket, MultipartStore uploads, ObjectPublisher publisher) {
        this.bucketName = bucketName;
        this.bucket = bucket;
        this.uploads = uploads;
        this.publisher = publisher;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(UploadPart.UPLOAD_ID);
    }

    @Override
    public S3Response respond(S3Request request) throws IOException, S3Error {
        request.refuseAmzHeadersBut(AMZ_HEADERS);
        var onlyIfNew = request.isOnlyIfNew();
        var id = request.parameter(UploadPart.UPLOAD_ID);
        var target = uploads.target(id, request.key());
        var listed = ListedPart.readAll(request.body());
        checkOrder(listed);
        var etag = etag(listed);
        uploads.complete(id, request.key(), directory -> {
            var files = files(listed, directory);
            checkSizes(files);
            try (var pending = bucket.newObject()) {
                pending.join(files);
                publisher.publish(pending, target.key(), target.contentType(), etag, null, onlyIfNew);
            }
            return etag;
        });
        var xml = new XmlWriter("CompleteMultipartUploadResult")
                .element("Location", request.rawPath())
                .element("Bucket", bucketName)
                .element("Key", request.key())
                .element("ETag", '"' + etag + '"');
        return S3Response.xml(200, xml.document());
    }

    private static void checkOrder(List<ListedPart> listed) throws S3Error {
        var last = 0;
        for (var part : listed) {
            if (part.number() <= last) {
                throw S3Error.invalidPartOrder();
            }
            last = part.number();
        }
    }

    private static List<Path> files(List<ListedPart> listed, Path directory) throws IOException, S3Error {
        Map<Integer, StoredPart> stored = MultipartStore.parts(directory).stream()
                .collect(Collectors.toMap(StoredPart::number, Function.identity()));
        var files = new ArrayList<Path>();
        for (var part : listed) {
            var found = stored.get(part.number());
            if (found == null || !found.etag().equals(part.etag())) {
                throw S3Error.invalidPart();
            }
            files.add(found.file());
        }
        return files;
    }

    private static void checkSizes(List<Path> files) throws IOException, S3Error {
        var sum = 0L;
        for (var file : files) {
            var size = Files.size(file);
            if (size < MIN_PART_BYTES && !file.equals(files.getLast())) {
                throw S3Error.entityTooSmall();
            }
            sum += size;
        }
        if (sum > MAX_OBJECT_BYTES) {
            throw S3Error.entityTooLarge();
        }
    }

    /// The MD5 of the parts' MD5s, and their number.
    private static String etag(List<ListedPart> listed) throws S3Error {
        var all = Digests.md5();
        for (var part : listed) {
            try {
                all.update(HexFormat.of().parseHex(part.etag()));
            } catch (IllegalArgumentException e) {
                throw S3Error.invalidPart();
            }
        }
        return HexFormat.of().formatHex(all.digest()) + "-" + listed.size();
    }
}
