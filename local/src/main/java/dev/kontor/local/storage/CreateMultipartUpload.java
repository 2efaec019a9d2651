package dev.kontor.local.storage;

import java.io.IOException;
import java.util.Set;

/// Begins an upload whose parts come by [UploadPart].
final class CreateMultipartUpload implements S3Operation {
    static final String PARAMETER = "uploads";

    private static final Set<String> AMZ_HEADERS = Set.of("x-amz-date", SignatureCheck.CONTENT_HASH);

    private final String bucketName;
    private final MultipartStore uploads;

    CreateMultipartUpload(String bucketName, MultipartStore uploads) {
        this.bucketName = bucketName;
        this.uploads = uploads;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(PARAMETER);
    }

    @Override
    public S3Response respond(S3Request request) throws IOException, S3Error {
        request.checkKeyLength();
        request.refuseAmzHeadersBut(AMZ_HEADERS);
        var id = uploads.create(new MultipartStore.ObjectTarget(request.key(), request.contentType()));
        var xml = new XmlWriter("InitiateMultipartUploadResult")
                .element("Bucket", bucketName)
                .element("Key", request.key())
                .element("UploadId", id);
        return S3Response.xml(200, xml.document());
    }
}
