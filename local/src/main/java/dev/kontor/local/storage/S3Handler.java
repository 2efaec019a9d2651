package dev.kontor.local.storage;

import dev.kontor.local.http.Exchange;
import dev.kontor.local.http.ExchangeHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// Checks each request's signature, calls its operation, and turns errors into S3's XML. Thread-safe.
final class S3Handler implements ExchangeHandler {
    private static final System.Logger LOG = System.getLogger(S3Handler.class.getName());

    /// SDKs send the name of the operation in it.
    private static final String OPERATION_PARAMETER = "x-id";

    private static final String CREATION = "?uploads";
    private static final String UPLOAD = "?uploadId";

    /// S3's limit for a document that a request carries.
    private static final int MAX_DOCUMENT_BYTES = 1 << 20;

    private final String bucketName;
    private final SignatureCheck signatures;
    private final BucketCors cors;
    private final Map<String, S3Operation> operations;

    S3Handler(String bucketName, SignatureCheck signatures, BucketCors cors, Bucket bucket, Deliveries deliveries) {
        this.bucketName = bucketName;
        this.signatures = signatures;
        this.cors = cors;
        var uploads = new MultipartStore(bucket);
        var publisher = new ObjectPublisher(deliveries);
        var getObject = new GetObject(bucket);
        this.operations = Map.of(
                "DELETE",
                new DeleteObject(bucket),
                "GET",
                getObject,
                "HEAD",
                getObject,
                "PUT",
                new PutObject(bucket, publisher),
                "POST" + CREATION,
                new CreateMultipartUpload(bucketName, uploads),
                "PUT" + UPLOAD,
                new UploadPart(bucket, uploads),
                "GET" + UPLOAD,
                new ListParts(bucketName, uploads),
                "POST" + UPLOAD,
                new CompleteMultipartUpload(bucketName, bucket, uploads, publisher),
                "DELETE" + UPLOAD,
                new AbortMultipartUpload(uploads));
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        var requestId = newRequestId();
        exchange.setHeader("x-amz-request-id", requestId);
        cors.allow(exchange);
        try (var response = respond(exchange, requestId)) {
            response.send(exchange);
        }
    }

    private S3Response respond(Exchange exchange, String requestId) throws IOException {
        try {
            if (exchange.method().equals("OPTIONS")) {
                return cors.preflight(exchange);
            }
            return respond(S3Request.of(exchange));
        } catch (S3Error e) {
            // A client that is still sending when the connection closes never sees the response.
            exchange.body().transferTo(OutputStream.nullOutputStream());
            return S3Response.xml(e.status(), xml(e, exchange, requestId));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, exchange.method() + " " + exchange.rawPath(), e);
            return S3Response.xml(500, xml(S3Error.internalError(), exchange, requestId));
        }
    }

    private S3Response respond(S3Request received) throws IOException, S3Error {
        var operation = operations.get(received.method() + subresource(received));
        if (operation == null) {
            throw S3Error.methodNotAllowed();
        }
        var isInMemory = received.method().equals("POST");
        var content = isInMemory ? document(received) : new byte[0];
        signatures.check(received, content);
        if (!received.bucket().equals(bucketName)) {
            throw S3Error.noSuchBucket();
        }
        for (var name : received.query().keySet()) {
            if (!name.startsWith("X-Amz-")
                    && !name.equals(OPERATION_PARAMETER)
                    && !operation.parameters().contains(name)) {
                throw S3Error.notImplemented("the parameter " + name);
            }
        }
        if (received.key().isEmpty()) {
            throw S3Error.notImplemented("requests on the bucket itself");
        }
        return operation.respond(isInMemory ? received.with(content) : received);
    }

    /// The parameter that makes the request one of a multipart upload.
    private static String subresource(S3Request request) {
        if (request.query().containsKey(CreateMultipartUpload.PARAMETER)) {
            return CREATION;
        }
        return request.query().containsKey(UploadPart.UPLOAD_ID) ? UPLOAD : "";
    }

    private static byte[] document(S3Request request) throws IOException, S3Error {
        var content = request.body().readNBytes(MAX_DOCUMENT_BYTES + 1);
        if (content.length > MAX_DOCUMENT_BYTES) {
            throw S3Error.messageTooLong();
        }
        return content;
    }

    private static String xml(S3Error error, Exchange exchange, String requestId) {
        return new XmlWriter("Error")
                .element("Code", error.code())
                .element("Message", String.valueOf(error.getMessage()))
                .element("Resource", exchange.rawPath())
                .element("RequestId", requestId)
                .document();
    }

    private static String newRequestId() {
        return HexFormat.of()
                .withUpperCase()
                .toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
