package dev.kontor.local.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;

/// Lists the parts of a multipart upload that have arrived, a thousand at a time.
final class ListParts implements S3Operation {
    private static final int MAX_PARTS = 1_000;
    private static final String LIMIT = "max-parts";
    private static final String MARKER = "part-number-marker";

    private final String bucketName;
    private final MultipartStore uploads;

    ListParts(String bucketName, MultipartStore uploads) {
        this.bucketName = bucketName;
        this.uploads = uploads;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(UploadPart.UPLOAD_ID, LIMIT, MARKER);
    }

    @Override
    public S3Response respond(S3Request request) throws IOException, S3Error {
        var id = request.parameter(UploadPart.UPLOAD_ID);
        var marker = number(request, MARKER, 0);
        var limit = Math.min(MAX_PARTS, number(request, LIMIT, MAX_PARTS));
        var rest = uploads.parts(id, request.key()).stream()
                .filter(part -> part.number() > marker)
                .toList();
        var page = rest.subList(0, Math.min(limit, rest.size()));
        var xml = new XmlWriter("ListPartsResult")
                .element("Bucket", bucketName)
                .element("Key", request.key())
                .element("UploadId", id)
                .element("PartNumberMarker", marker)
                .element(
                        "NextPartNumberMarker",
                        page.isEmpty() ? 0 : page.getLast().number())
                .element("MaxParts", limit)
                .element("IsTruncated", page.size() < rest.size());
        for (var part : page) {
            xml.begin("Part")
                    .element("PartNumber", part.number())
                    .element("LastModified", Files.getLastModifiedTime(part.file()))
                    .element("ETag", '"' + part.etag() + '"')
                    .element("Size", Files.size(part.file()))
                    .end();
        }
        return S3Response.xml(200, xml.document());
    }

    private static int number(S3Request request, String name, int ifMissing) throws S3Error {
        return request.query().containsKey(name) ? request.wholeNumber(name, name, 0, Integer.MAX_VALUE) : ifMissing;
    }
}
