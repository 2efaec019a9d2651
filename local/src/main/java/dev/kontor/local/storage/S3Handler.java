package dev.kontor.local.storage;

import dev.kontor.local.http.Exchange;
import dev.kontor.local.http.ExchangeHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Checks each request's signature, calls its operation, and turns errors into S3's XML. Thread-safe.
final class S3Handler implements ExchangeHandler {
    private static final System.Logger LOG = System.getLogger(S3Handler.class.getName());

    /// SDKs send the name of the operation in it.
    private static final String OPERATION_PARAMETER = "x-id";

    private final String bucketName;
    private final SignatureCheck signatures;
    private final BucketCors cors;
    private final Map<String, S3Operation> operations;

    S3Handler(String bucketName, SignatureCheck signatures, BucketCors cors, Bucket bucket, Deliveries deliveries) {
        this.bucketName = bucketName;
        this.signatures = signatures;
        this.cors = cors;
        var getObject = new GetObject(bucket);
        this.operations = Map.of(
                "DELETE",
                new DeleteObject(bucket),
                "GET",
                getObject,
                "HEAD",
                getObject,
                "PUT",
                new PutObject(bucket, deliveries));
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

    private S3Response respond(S3Request request) throws IOException, S3Error {
        var operation = operations.get(request.method());
        if (operation == null) {
            throw S3Error.methodNotAllowed();
        }
        signatures.check(request);
        if (!request.bucket().equals(bucketName)) {
            throw S3Error.noSuchBucket();
        }
        for (var name : request.query().keySet()) {
            if (!name.startsWith("X-Amz-")
                    && !name.equals(OPERATION_PARAMETER)
                    && !GetObject.OVERRIDES.containsKey(name)) {
                throw S3Error.notImplemented("the parameter " + name);
            }
        }
        if (request.key().isEmpty()) {
            throw S3Error.notImplemented("requests on the bucket itself");
        }
        return operation.respond(request);
    }

    private static String xml(S3Error error, Exchange exchange, String requestId) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("Error");
            element(xml, "Code", error.code());
            element(xml, "Message", String.valueOf(error.getMessage()));
            element(xml, "Resource", exchange.rawPath());
            element(xml, "RequestId", requestId);
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void element(XMLStreamWriter xml, String name, String content) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(content);
        xml.writeEndElement();
    }

    private static String newRequestId() {
        return HexFormat.of()
                .withUpperCase()
                .toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
